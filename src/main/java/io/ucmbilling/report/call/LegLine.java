package io.ucmbilling.report.call;

import io.ucmbilling.call.Side;
import io.ucmbilling.call.Status;
import io.ucmbilling.calls.leg.KeptLeg;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.report.page.GuideFormat;
import io.ucmbilling.store.row.BilledLeg;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Leg of a call, as it is printed.
 *
 * @param source extension or trunk that it comes from
 * @param destination extension or trunk that it goes to
 * @param ringing where it rings on the time line of the call
 * @param talking where it is answered; empty: nobody answered
 * @param raw the record as the UCM gave it, by the vendor's names; empty: it is not shown
 */
record LegLine(
        String start,
        String source,
        String destination,
        Status status,
        String kind,
        String callTime,
        String talkTime,
        Stretch ringing,
        Stretch talking,
        Map<String, String> raw) {

    /** Stretch of the time line, in thousandths. */
    record Stretch(int from, int width) {
        static final Stretch EMPTY = new Stretch(0, 0);

        public boolean isEmpty() {
            return width == 0;
        }
    }

    static LegLine of(KeptLeg kept, TimeLine line, ZoneId zone, boolean raw) {
        BilledLeg leg = kept.leg();
        Instant end = Objects.requireNonNullElse(leg.endedAt(), leg.startedAt().plusSeconds(leg.durationSeconds()));
        Instant answered = leg.answeredAt();
        return new LegLine(
                GuideFormat.time(leg.startedAt(), zone),
                party(kept.reading().sourceExtension(), leg.source(), leg.raw().text(Field.SRC)),
                party(
                        kept.reading().destinationExtension(),
                        leg.destination(),
                        leg.raw().text(Field.DST)),
                leg.status(),
                leg.kind().name(),
                GuideFormat.duration(Duration.ofSeconds(leg.durationSeconds())),
                GuideFormat.duration(Duration.ofSeconds(leg.billableSeconds())),
                stretch(line, leg.startedAt(), answered == null ? end : answered),
                answered == null ? Stretch.EMPTY : stretch(line, answered, end),
                raw ? fields(leg.raw()) : Map.of());
    }

    /** Returns a stretch that is seen however short it is. */
    private static Stretch stretch(TimeLine line, Instant from, Instant to) {
        int begin = line.at(from);
        return new Stretch(Math.min(begin, 995), Math.max(5, line.at(to) - begin));
    }

    private static String party(@Nullable String extension, Side side, String number) {
        if (side.onTrunk()) {
            String name = Objects.requireNonNullElse(side.trunkName(), Objects.requireNonNullElse(side.trunk(), ""));
            return number.isEmpty() ? name : number + " [Trunk: " + name + "]";
        }
        return extension == null || extension.equals(number) ? number : number + " (" + extension + ")";
    }

    private static Map<String, String> fields(CdrRecord record) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            if (record.has(field)) {
                fields.put(field.wireName(), record.text(field));
            }
        }
        fields.putAll(record.others());
        return fields;
    }
}
