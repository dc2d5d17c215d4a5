package io.ucmbilling.testing.pbx;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * A leg that is there to read, with what it is found and ordered by.
 *
 * @param start its start's whole second
 * @param call what legs of one call share: session, or uniqueid where there is none
 * @param second the epoch second of the call
 * @param micro the microsecond within, 0 where there is no session
 * @param serial its place in the order of appearance
 */
public record ShownLeg(
        CdrRecord record, Instant start, String call, long second, long micro, long acctId, long serial) {
    static final Comparator<ShownLeg> BY_ACCT_ID =
            Comparator.comparingLong(ShownLeg::acctId).thenComparingLong(ShownLeg::serial);
    static final Comparator<ShownLeg> BY_HANG_UP = Comparator.comparingLong(ShownLeg::serial);
    static final Comparator<ShownLeg> BY_SESSION_START = Comparator.comparingLong(ShownLeg::second)
            .thenComparingLong(ShownLeg::micro)
            .thenComparing(ShownLeg::call)
            .thenComparing(BY_ACCT_ID);

    public static ShownLeg of(CdrRecord record, Instant start, long serial) {
        String session = record.text(Field.SESSION);
        String call = session.isEmpty() ? record.text(Field.UNIQUEID) : session;
        String digits = leadingDigits(call);
        boolean whole = digits.length() >= 10;
        return new ShownLeg(
                record,
                start.truncatedTo(ChronoUnit.SECONDS),
                call,
                whole ? number(digits.substring(0, 10)) : start.getEpochSecond(),
                whole ? number(digits.substring(10)) : 0,
                number(record.text(Field.ACCT_ID)),
                serial);
    }

    /** A leg of which only the text is known: in the hour that comes twice the reading nearest to uniqueid's epoch counts. */
    static ShownLeg read(CdrRecord record, ZoneId zone, long serial) {
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(record.text(Field.START).replace(' ', 'T'));
        } catch (DateTimeException e) {
            return of(record, Instant.EPOCH, serial);
        }
        long epoch = number(leadingDigits(record.text(Field.UNIQUEID)));
        Instant start = zone.getRules().getValidOffsets(local).stream()
                .map(local::toInstant)
                .min(Comparator.comparingLong((Instant reading) -> Math.abs(reading.getEpochSecond() - epoch))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseGet(() -> local.atZone(zone).toInstant());
        return of(record, start, serial);
    }

    long billableSeconds() {
        return number(record.text(Field.BILLSEC));
    }

    private static String leadingDigits(String text) {
        int end = 0;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /** 0 for what is no number. */
    public static long number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(ShownLeg::isDigit);
        return digits ? Long.parseLong(text) : 0;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
