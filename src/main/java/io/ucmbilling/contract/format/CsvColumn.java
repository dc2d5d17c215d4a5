package io.ucmbilling.contract.format;

import io.ucmbilling.contract.Field;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column of a CSV page, and what a value of it looks like (contract U10).
 *
 * @param form of a value without commas
 * @param commas whether its value may hold commas, and of which form it is then
 */
record CsvColumn(String name, Pattern form, Commas commas) {
    /** Which values with commas a column has. */
    enum Commas {
        NONE,
        /** The caller's number in angle brackets, and the name in front of it. */
        CALLER,
        ANY,
        /** Of a name, neither the first nor the last character. */
        INSIDE,
        /** Behind {@code duration=}. */
        DESCRIPTION
    }

    private static final Pattern STAMP = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}");
    private static final Pattern CLID = Pattern.compile("(?s)\"(.*)\" ?<[^<>,]*>|[^\"<>]*<[^<>,]*>|[^\"<>,]*");
    /** A channel that was taken over has {@code <ZOMBIE>} behind it (contract N2). */
    private static final Pattern CHANNEL = Pattern.compile("[^\\s\"<>]*(?:<(?i:ZOMBIE)>)*");

    private static final Pattern WORD = Pattern.compile("\\w*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]*");
    private static final Pattern FLAG = Pattern.compile("|yes|no");
    private static final Pattern END = Pattern.compile("|" + STAMP);
    private static final Pattern DISPOSITION = Pattern.compile("ANSWERED|NO ANSWER|BUSY|FAILED|CONGESTION");
    private static final Pattern EMPTY = Pattern.compile("");
    /** A session, or the uniqueid that a gateway serves if there is none (contract S4). */
    private static final Pattern SESSION = Pattern.compile("(?s)[0-9]{10,}[-.].*");

    private static final Pattern ANY = Pattern.compile("(?s).*");

    static CsvColumn of(String name) {
        Field field = Field.named(name);
        if (field == null) {
            return new CsvColumn(name, ANY, Commas.NONE);
        }
        return switch (field) {
            case CLID -> new CsvColumn(name, CLID, Commas.CALLER);
            case LASTDATA, CALLER_NAME -> new CsvColumn(name, ANY, Commas.ANY);
            case SRC_TRUNK_NAME, DST_TRUNK_NAME -> new CsvColumn(name, ANY, Commas.INSIDE);
            case RECORDFILES_DESC -> new CsvColumn(name, ANY, Commas.DESCRIPTION);
            default -> new CsvColumn(name, form(field), Commas.NONE);
        };
    }

    private static Pattern form(Field field) {
        return switch (field) {
            case ACCT_ID, DURATION, BILLSEC -> DIGITS;
            case LASTAPP, WAVE_SRC_SEQID, WAVE_DST_SEQID -> WORD;
            case CHANNEL, DSTCHANNEL -> CHANNEL;
            case START -> STAMP;
            case ANSWER, END -> END;
            case SESSION -> SESSION;
            case NAT_CALL, NAT_CALL_PEER, VIDEO_CALL, GDS_CALL, GSC_CALL -> FLAG;
            default -> ANY;
        };
    }

    /**
     * Returns the column of a line in which fields without weight may hold anything (contract U11). What is left to know a
     * line by are its start and disposition, its session, and what stands around {@code lastdata}.
     */
    CsvColumn withoutWeight() {
        Field field = Field.named(name);
        if (field == null || commas != Commas.NONE) {
            return this;
        }
        return switch (field) {
            case ACCT_ID, CHANNEL, DSTCHANNEL, LASTAPP, START, SESSION -> this;
            case DISPOSITION -> new CsvColumn(name, DISPOSITION, Commas.NONE);
            default -> new CsvColumn(name, ANY, Commas.NONE);
        };
    }

    /** Returns the column of a record that is older than its firmware's sessions and trunk names: all are empty (contract N2). */
    CsvColumn beforeSessions() {
        return switch (Field.named(name)) {
            case SESSION, ACTION_OWNER, ACTION_TYPE, SRC_TRUNK_NAME, DST_TRUNK_NAME ->
                new CsvColumn(name, EMPTY, Commas.NONE);
            case null, default -> this;
        };
    }

    /** Returns whether it takes one part, whatever that holds. */
    boolean isAnySinglePart() {
        return form == ANY && commas == Commas.NONE;
    }

    boolean mayHoldCommas() {
        return commas != Commas.NONE;
    }

    /**
     * Returns whether these parts of a line, joined by commas, can be a value. Parts that only stand between are not
     * looked at.
     */
    boolean fits(List<String> parts, int from, int to) {
        String first = parts.get(from);
        String last = parts.get(to - 1);
        if (to - from == 1) {
            return form == ANY || form.matcher(first).matches();
        }
        return switch (commas) {
            case NONE -> false;
            case CALLER -> isCaller(parts, from, to);
            case ANY -> true;
            case INSIDE -> !first.isEmpty() && !last.isEmpty();
            case DESCRIPTION -> first.startsWith("duration=");
        };
    }

    /**
     * Returns the number, which can only stand in the last part. The parts in front of it are looked at only if it
     * does.
     */
    private static boolean isCaller(List<String> parts, int from, int to) {
        String last = parts.get(to - 1);
        int number = last.lastIndexOf('<');
        if (number < 0 || last.indexOf('>', number) != last.length() - 1) {
            return false;
        }
        String before = last.substring(0, number);
        if (parts.get(from).startsWith("\"")) {
            return before.endsWith("\"") || before.endsWith("\" ");
        }
        return isPlain(before) && parts.subList(from, to - 1).stream().allMatch(CsvColumn::isPlain);
    }

    private static boolean isPlain(String text) {
        return text.indexOf('"') < 0 && text.indexOf('<') < 0 && text.indexOf('>') < 0;
    }

    /** Returns those parts with commas between them. */
    static String joined(List<String> parts, int from, int to) {
        return String.join(",", parts.subList(from, to));
    }

    /** Returns the name that stands in a clid; null: none. */
    static @Nullable String nameIn(String clid) {
        Matcher name = CLID.matcher(clid);
        return name.matches() ? name.group(1) : null;
    }
}
