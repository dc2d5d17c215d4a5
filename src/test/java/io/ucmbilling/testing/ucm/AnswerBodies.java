package io.ucmbilling.testing.ucm;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.testing.pbx.FoundLegs;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.pbx.ShownLeg;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The bodies one UCM answers with: right ones, empty ones, and those with one spoilt record. */
final class AnswerBodies {
    /** Stands in the text for the bytes that are no UTF-8 while it is still text: a character for private use. */
    private static final char BAD = '\uf8ff';

    private final Pbx pbx;
    private final Clock clock;
    private final PageText text;
    private final SimulatedUcmBuilder.@Nullable Wrapping wrapping;
    private volatile Paging paging;

    /** @param wrapping of JSON on the newer HTTPS API; null: as {@code /cdrapi} writes it */
    AnswerBodies(Pbx pbx, Clock clock, Paging paging, SimulatedUcmBuilder.@Nullable Wrapping wrapping) {
        this.pbx = pbx;
        this.clock = clock;
        this.paging = paging;
        this.wrapping = wrapping;
        this.text = new PageText(pbx.generation(), wrapping == null);
    }

    void paging(Paging paging) {
        this.paging = paging;
    }

    FoundLegs find(CdrQuery query) {
        return FoundLegs.find(pbx.ledger().inOrder(paging.order()), query, paging, clock);
    }

    byte[] body(Format format, FoundLegs found) {
        return whole(format, found).getBytes(StandardCharsets.UTF_8);
    }

    byte[] empty(Format format) {
        return body(format, FoundLegs.NONE);
    }

    /** The record in the middle has a start that is no time. */
    byte[] garbled(Format format, FoundLegs found) {
        return body(
                format,
                spoilt(
                        found,
                        record -> new CdrRecord.Builder()
                                .from(record)
                                .set(Field.START, "2026-13-45 29:61:00")
                                .build()));
    }

    /** The record in the middle has a name that is no UTF-8. */
    byte[] badBytes(Format format, FoundLegs found) {
        FoundLegs marked = spoilt(
                found,
                record -> new CdrRecord.Builder()
                        .from(record)
                        .set(Field.CLID, "\"" + BAD + "\" <" + record.text(Field.SRC) + ">")
                        .build());
        String[] parts = whole(format, marked).split(String.valueOf(BAD), 2);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(parts[0].getBytes(StandardCharsets.UTF_8));
        bytes.write(0xff);
        bytes.write(0xc3);
        bytes.writeBytes(parts[1].getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private String whole(Format format, FoundLegs found) {
        if (format != Format.JSON || wrapping == null) {
            return text.whole(format, found);
        }
        String array = "\"" + text.container() + "\":" + text.array(found);
        return switch (wrapping) {
            case CDR_ROOT -> "{" + array + "}";
            case CDR_ROOT_STATUS -> "{" + array + ",\"status\":0}";
            case RESPONSE -> "{\"response\":{" + array + "},\"status\":0}";
        };
    }

    private static FoundLegs spoilt(FoundLegs found, UnaryOperator<CdrRecord> spoil) {
        List<List<ShownLeg>> containers = new ArrayList<>(found.containers());
        int place = containers.size() / 2;
        List<ShownLeg> legs = new ArrayList<>(containers.get(place));
        ShownLeg leg = legs.getLast();
        legs.set(legs.size() - 1, ShownLeg.of(spoil.apply(leg.record()), Instant.EPOCH, leg.serial()));
        containers.set(place, legs);
        return new FoundLegs(containers, found.header());
    }
}
