package io.ucmbilling.contract;

import java.time.LocalDate;
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

    /** Of a stamp: 0 stands for any ASCII digit. */
    private static final String FORM = "0000-00-00 00:00:00";

    private RecordTimes() {}

    /**
     * Returns the wall clock, years 0 to 9999, of exactly {@code YYYY-MM-DD HH:MM:SS}; null for any other text or no
     * real time.
     */
    public static @Nullable LocalDateTime wallClock(String text) {
        if (!isOfForm(text)) {
            return null;
        }
        LocalDate date = date(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        return date != null && hour < 24 && minute < 60 && second < 60 ? date.atTime(hour, minute, second) : null;
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

    private static boolean isOfForm(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char form = FORM.charAt(i);
            char found = text.charAt(i);
            if (form == '0' ? !isDigit(found) : found != form) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable LocalDate date(int year, int month, int day) {
        boolean real =
                month >= 1 && month <= 12 && day >= 1 && day <= Month.of(month).length(Year.isLeap(year));
        return real ? LocalDate.of(year, month, day) : null;
    }

    private static int number(String digits, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + digits.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char found) {
        return found >= '0' && found <= '9';
    }
}
