package io.ucmbilling.store.row;

import io.ucmbilling.call.Leg;
import io.ucmbilling.call.Side;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.StorableText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a leg's columns in COPY's binary format (PostgreSQL documentation, <i>COPY</i>, Binary Format): no text needs escaping
 * there. What a column cannot give back character for character goes to {@code other} as well. Used by one thread at a time.
 */
public final class LegEncoder {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII) // so that NUL and halves of surrogate pairs survive too
            .build();

    private static final Field[] TEXTS = LegColumns.TEXTS.toArray(Field[]::new);

    private final short site;
    private final BinaryRow row = new BinaryRow();

    /** What the record's own columns do not tell; mostly empty. */
    private final Map<String, String> other = new LinkedHashMap<>();

    public LegEncoder(short site) {
        this.site = site;
    }

    public EncodedLeg encode(ReadLeg read) {
        LegKey key = LegKey.of(read.leg());
        row.clear();
        other.clear();
        typed(read.raw(), read.leg());
        reading(read.leg());
        session(read.raw(), key);
        trunk(read.leg().source(), read.raw().text(Field.SRC_TRUNK_NAME));
        trunk(read.leg().destination(), read.raw().text(Field.DST_TRUNK_NAME));
        for (Field field : TEXTS) {
            text(field, read.raw().get(field));
        }
        other.putAll(read.raw().others());
        row.text(other.isEmpty() ? null : JSON.writeValueAsString(other));
        int covered = row.length();
        Map<String, String> replaced = read.raw().replaced();
        row.text(replaced.isEmpty() ? null : JSON.writeValueAsString(new TreeMap<>(replaced)));
        byte[] content = row.bytes();
        return new EncodedLeg(read, key, digest(content, replaced.isEmpty() ? covered : content.length), content);
    }

    /** Two checksums over different polynomials: no change of less than 64 bits in a row escapes, another by a chance of 2⁻⁶⁴. */
    private static long digest(byte[] content, int length) {
        CRC32C one = new CRC32C();
        one.update(content, 0, length);
        CRC32 other = new CRC32();
        other.update(content, 0, length);
        return one.getValue() << 32 | other.getValue();
    }

    private void typed(CdrRecord raw, Leg leg) {
        row.number(site);
        row.number(leg.acctId());
        asGiven(Field.ACCT_ID, raw, Long.toString(leg.acctId()));
        row.moment(leg.startedAt());
        row.moment(leg.answeredAt());
        row.moment(leg.endedAt());
        row.wallClock(leg.start());
        if (leg.start().getYear() < 1) {
            other.put(Field.START.wireName(), raw.text(Field.START));
        }
        wallClock(Field.ANSWER, raw);
        wallClock(Field.END, raw);
        row.number(leg.durationSeconds());
        asGiven(Field.DURATION, raw, Integer.toString(leg.durationSeconds()));
        row.number(leg.billableSeconds());
        asGiven(Field.BILLSEC, raw, Integer.toString(leg.billableSeconds()));
    }

    private void reading(Leg leg) {
        row.letter(LegCodes.of(leg.status()));
        row.letter(LegCodes.of(leg.direction()));
        row.letter(LegCodes.of(leg.kind()));
        row.letter(LegCodes.of(leg.source().endpoint()));
        row.letter(LegCodes.of(leg.destination().endpoint()));
        row.truth(leg.source().onTrunk());
        row.truth(leg.destination().onTrunk());
    }

    /** The key's session serves as the raw one, so that it is kept once. */
    private void session(CdrRecord raw, LegKey key) {
        if (!row.ascii(key.session())) {
            row.text(key.session());
        }
        String given = raw.get(Field.SESSION);
        if (given != null && !given.equals(key.session())) {
            other.put(Field.SESSION.wireName(), given);
        }
    }

    private void trunk(Side side, String rawName) {
        storable(side.trunk());
        String name = side.trunkName();
        if (name == null) {
            row.text(rawName.isEmpty() ? null : "");
        } else {
            boolean recorded = name.equals(rawName) || StorableText.of(name).equals(StorableText.of(rawName));
            storable(recorded ? null : name);
        }
    }

    private void wallClock(Field field, CdrRecord raw) {
        var time = LegColumns.wallClock(raw.get(field));
        row.wallClock(time);
        if (time == null && !raw.text(field).isEmpty()) {
            other.put(field.wireName(), raw.text(field));
        }
    }

    private void asGiven(Field field, CdrRecord raw, String canonical) {
        if (!canonical.equals(raw.text(field))) {
            other.put(field.wireName(), raw.text(field));
        }
    }

    private void text(Field field, @Nullable String value) {
        if (!storable(value) && value != null) {
            other.put(field.wireName(), value);
        }
    }

    /** Writes a text as any column can hold it. Returns whether that is the text itself. */
    private boolean storable(@Nullable String text) {
        if (text != null && row.ascii(text)) {
            return true;
        }
        String storable = text == null ? null : StorableText.of(text);
        row.text(storable);
        return text == null || text.equals(storable);
    }
}
