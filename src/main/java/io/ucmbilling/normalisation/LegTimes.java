package io.ucmbilling.normalisation;

import io.ucmbilling.call.Leg;
import io.ucmbilling.call.Status;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.RecordTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Times of a leg: when it started, was answered and ended, and how long it took (contract N1, U11).
 *
 * <ol>
 *   <li>The start is the reading of its stamp nearest to the epoch of the uniqueid.
 *   <li>The end is the reading nearest to the start and the duration, so that a call across a change of the clock keeps its
 *       length. If the duration cannot be read the billsec stands in for it, as it is never longer.
 *   <li>The answer is the reading nearest to the end less the billsec, without an end the one nearest to the start.
 *   <li>An answer or an end that cannot be read counts as none, a duration or a billsec as 0 if nobody answered. Of an
 *       answered leg a billsec that cannot be read leaves nothing to bill, so the leg has no reading. A duration weighs
 *       nothing there and becomes the time from start to end, or the billsec if that is longer.
 * </ol>
 *
 * @param start the PBX's wall clock, without zone
 * @param answeredAt null unless somebody answered
 */
record LegTimes(
        LocalDateTime start,
        Instant startedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        int durationSeconds,
        int billableSeconds) {
    private static final String NEVER = "0000-00-00 00:00:00";
    private static final List<Field> FORGIVEN = List.of(Field.ANSWER, Field.END, Field.DURATION, Field.BILLSEC);

    static LegTimes of(CdrRecord record, Status status, ZoneId zone) throws UnreadableLegException {
        boolean answered = status == Status.ANSWERED;
        LocalDateTime start = start(record);
        Long epoch = EpochPrefix.of(record);
        Instant startedAt = WallClock.nearest(start, zone, epoch == null ? null : Instant.ofEpochSecond(epoch));
        int billsec = billsec(record, answered);
        int duration = seconds(record.text(Field.DURATION));
        Instant due = startedAt.plusSeconds(duration < 0 ? billsec : duration);
        Instant endedAt = instant(record.text(Field.END), zone, due);
        Instant answerDue = endedAt == null ? startedAt : endedAt.minusSeconds(billsec);
        Instant answeredAt = answered ? instant(record.text(Field.ANSWER), zone, answerDue) : null;
        int length = answered ? length(startedAt, endedAt, billsec) : 0;
        return new LegTimes(start, startedAt, answeredAt, endedAt, duration < 0 ? length : duration, billsec);
    }

    private static LocalDateTime start(CdrRecord record) throws UnreadableLegException {
        String text = record.text(Field.START);
        LocalDateTime stamp = RecordTimes.wallClock(text);
        if (stamp == null) {
            throw new UnreadableLegException(Field.START.wireName(), text, "YYYY-MM-DD HH:MM:SS, a real date");
        }
        return stamp;
    }

    private static int billsec(CdrRecord record, boolean answered) throws UnreadableLegException {
        String text = record.text(Field.BILLSEC);
        int billsec = seconds(text);
        if (billsec < 0 && answered) {
            throw new UnreadableLegException(Field.BILLSEC.wireName(), text, "seconds, 0 to " + Integer.MAX_VALUE);
        }
        return Math.max(0, billsec);
    }

    /** Reads a whole number of 0 to 2147483647 in ASCII digits; negative: the text is none. */
    private static int seconds(String text) {
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = Math.min(number * 10 + digit - '0', Integer.MAX_VALUE + 1L);
        }
        return text.isEmpty() || number > Integer.MAX_VALUE ? -1 : (int) number;
    }

    private static @Nullable Instant instant(String text, ZoneId zone, Instant near) {
        LocalDateTime stamp = RecordTimes.wallClock(text);
        return stamp == null ? null : WallClock.nearest(stamp, zone, near);
    }

    /** Returns the seconds from start to end, not less than was billed. */
    private static int length(Instant startedAt, @Nullable Instant endedAt, int billsec) {
        long length = endedAt == null ? billsec : endedAt.getEpochSecond() - startedAt.getEpochSecond();
        return Math.clamp(length, billsec, Integer.MAX_VALUE);
    }

    /** Returns the fields whose text is not empty and cannot be read. */
    static List<Field> malformed(CdrRecord record, Leg leg) {
        List<Field> malformed = List.of();
        for (Field field : FORGIVEN) {
            if (isMalformed(field, record.text(field), leg)) {
                malformed = new ArrayList<>(malformed);
                malformed.add(field);
            }
        }
        return malformed;
    }

    private static boolean isMalformed(Field field, String text, Leg leg) {
        if (text.isEmpty() || text.equals(NEVER)) {
            return false;
        }
        return switch (field) {
            case ANSWER -> leg.answeredAt() == null && RecordTimes.wallClock(text) == null;
            case END -> leg.endedAt() == null && RecordTimes.wallClock(text) == null;
            default -> seconds(text) < 0;
        };
    }
}
