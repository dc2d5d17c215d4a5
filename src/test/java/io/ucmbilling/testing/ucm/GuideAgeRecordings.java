package io.ucmbilling.testing.ucm;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.pbx.ShownLeg;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Locale;

/**
 * What a PBX of the guide's age records without a word in its records: one conversation in six and every conference, under the
 * names of the guide's REC API, which the listings alone tell.
 */
public final class GuideAgeRecordings {
    private static final int ONE_IN = 6;
    private static final int SHORTEST_SECONDS = 5;
    private static final long LONGEST = 2_000_000;

    private GuideAgeRecordings() {}

    /** Puts them on that shelf, from each leg's hang-up on. */
    public static void of(Pbx pbx, RecordingShelf shelf) {
        pbx.ledger().eachShown(leg -> put(leg, shelf));
    }

    private static void put(ShownLeg shown, RecordingShelf shelf) {
        CdrRecord leg = shown.record();
        long seconds = ShownLeg.number(leg.text(Field.BILLSEC));
        String uniqueid = leg.text(Field.UNIQUEID);
        String caller = leg.text(Field.SRC);
        if (seconds < SHORTEST_SECONDS || caller.isEmpty()) {
            return;
        }
        long length = Math.min(LONGEST, 44 + 16_000 * seconds);
        String callee = leg.text(Field.DST);
        switch (leg.text(Field.LASTAPP)) {
            case "Dial" -> {
                if (Math.floorMod(uniqueid.hashCode(), ONE_IN) == 0) {
                    shelf.put(
                            "monitor",
                            String.format(Locale.ROOT, "auto-%d-%s-%s.wav", answered(shown), caller, callee),
                            length);
                }
            }
            case "MeetMe" -> shelf.put("meetme", "meetme-conf-rec-" + callee + "-" + uniqueid + "-0.wav", length);
            default -> {}
        }
    }

    /** The epoch second of the answer. */
    private static long answered(ShownLeg leg) {
        Duration ringing = Duration.between(stamp(leg.record(), Field.START), stamp(leg.record(), Field.ANSWER));
        return leg.start().getEpochSecond() + ringing.toSeconds();
    }

    private static LocalDateTime stamp(CdrRecord leg, Field field) {
        return LocalDateTime.parse(leg.text(field).replace(' ', 'T'));
    }
}
