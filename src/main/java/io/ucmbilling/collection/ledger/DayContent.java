package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.paging.ReadPage;
import io.ucmbilling.collection.walk.LegIdentity;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.format.PageWriters;
import io.ucmbilling.contract.page.PageWriter;
import io.ucmbilling.store.row.LegKeys;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.row.ReadLeg;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** The records of a day, each once, as one reading brought them. */
final class DayContent {
    private static final int NEWLINE = '\n';

    private final LegKeys keys = new LegKeys();
    /** By key, so that a page read again, or a record that changed meanwhile, counts once. */
    private final Map<LegIdentity, CdrRecord> records = new LinkedHashMap<>();

    /** Digests of their texts, which may be long. */
    private final Set<String> unreadable = new HashSet<>();

    private @Nullable Instant first;
    private @Nullable Instant last;

    void add(ReadPage page, PreparedLegs legs) {
        keys.add(legs);
        page.quarantined().forEach(entry -> unreadable.add(DigestUtils.sha256Hex(entry.raw())));
        page.legs().forEach(this::add);
    }

    private void add(ReadLeg leg) {
        records.put(LegIdentity.of(leg.raw()), leg.raw());
        Instant start = leg.leg().startedAt();
        first = first == null || start.isBefore(first) ? start : first;
        last = last == null || start.isAfter(last) ? start : last;
    }

    void clear() {
        keys.clear();
        records.clear();
        unreadable.clear();
        first = null;
        last = null;
    }

    LegKeys keys() {
        return keys;
    }

    int legs() {
        return keys.size();
    }

    /** Returns how many records cannot be read, each text once. */
    int quarantined() {
        return unreadable.size();
    }

    int size() {
        return legs() + quarantined();
    }

    /** Returns whether the other one is the same, including what cannot be read. */
    boolean sameAs(DayContent other) {
        return unreadable.equals(other.unreadable) && hash().equals(other.hash());
    }

    /** Returns the earliest start; null: no leg. */
    @Nullable
    Instant first() {
        return first;
    }

    /** Returns the latest start; null: no leg. */
    @Nullable
    Instant last() {
        return last;
    }

    /** Returns the shape of the newest generation among the records. */
    Shape shape() {
        int newest =
                records.values().stream().mapToInt(CdrRecord::generation).max().orElse(1);
        return Shape.values()[newest - 1];
    }

    /** Returns the SHA-256, hex, of the records as CSV lines, sorted by their bytes, each ended by LF. */
    String hash() {
        MessageDigest sha256 = DigestUtils.getSha256Digest();
        csv().lines()
                .skip(1) // the header
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .sorted(Arrays::compareUnsigned)
                .forEach(line -> {
                    sha256.update(line);
                    sha256.update((byte) NEWLINE);
                });
        return HexFormat.of().formatHex(sha256.digest());
    }

    private String csv() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PageWriter csv = PageWriters.open(Format.CSV, shape(), out)) {
            for (CdrRecord record : records.values()) {
                csv.item(List.of(record));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
