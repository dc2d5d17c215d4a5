package io.ucmbilling.contract;

import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the times that a record tells: stamps of the PBX's wall clock, and the epochs with which identifiers begin
 * (contract U9). By hand and without exceptions, as several of them stand in every leg and many are empty or {@code
 * 0000-00-00}.
 */
public final class RecordTimes {
    /** How many digits an epoch has, from 2001 until 2286. */
    public static final int EPOCH_DIGITS = 10;

    private static final int LENGTH = "YYYY-MM-DD HH:MM:SS".length();

    private RecordTimes() {}

    /**
     * Returns the wall clock, years 0 to 9999, of exactly {@code YYYY-MM-DD HH:MM:SS}; null for any other text or no
     * real time.
     */
    public static @Nullable LocalDateTime wallClock(String text) {
        if (text.length() != LENGTH
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != ' '
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        return isDate(year, month, day) && isWithin(hour, 23) && isWithin(minute, 59) && isWithin(second, 59)
                ? LocalDateTime.of(year, month, day, hour, minute, second)
                : null;
    }

    /**
     * Returns the seconds that the ten ASCII digits at the start of a {@code uniqueid} or {@code session} tell; null if
     * there are fewer. What follows them does not count: it may be another digit.
     */
    public static @Nullable Long leadingEpoch(String text) {
        if (text.length() < EPOCH_DIGITS) {
            return null;
        }
        long epoch = 0;
        for (int i = 0; i < EPOCH_DIGITS; i++) {
            char digit = text.charAt(i);
            if (!isDigit(digit)) {
                return null;
            }
            epoch = epoch * 10 + digit - '0';
        }
        return epoch;
    }

    private static boolean isDate(int year, int month, int day) {
        return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);
    }

    private static int lengthOfMonth(int year, int month) {
        return Month.of(month).length(Year.isLeap(year));
    }

    private static boolean isWithin(int number, int most) {
        return number >= 0 && number <= most;
    }

    /** Returns the number in that part; negative: it does not consist of ASCII digits. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (!isDigit(digit)) {
                return -1;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    private static boolean isDigit(char found) {
        return found >= '0' && found <= '9';
    }
}
