package io.ucmbilling.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a record's values in a line of unquoted CSV, where a comma may also belong to a value (contract U10). The header
 * says which columns there are; a few of them may hold commas, and all others have a form to be known by. Steps:
 *
 * <ol>
 *   <li>As many values as columns: each is its column's.
 *   <li>Else the columns that may hold commas ({@code clid}, {@code lastdata}, {@code caller_name}, the trunk names,
 *       {@code recordfiles_desc}) take the surplus in every way in which each column gets a value of its form.
 *   <li>The shortest {@code clid} counts: it ends at its first {@code <number>}, however {@code lastdata} goes on.
 *   <li>Of what is left, {@code caller_name} like the name in {@code clid} is preferred. More than one way, or none: the
 *       line cannot be settled.
 * </ol>
 */
final class CsvColumns {
    private static final Pattern STAMP = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}");
    private static final Pattern CLID = Pattern.compile("(?s)\"(.*)\" ?<[^<>,]*>|[^\"<>]*<[^<>,]*>|[^\"<>,]*");
    private static final Pattern CHANNEL = Pattern.compile("[^\\s\"<>]*");
    private static final Pattern APPLICATION = Pattern.compile("\\w*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]*");
    private static final Pattern SEQUENCE = Pattern.compile("\\w*");
    private static final Pattern FLAG = Pattern.compile("|yes|no");
    /** A session, or the uniqueid that a gateway serves where there is none (contract S4). */
    private static final Pattern SESSION = Pattern.compile("(?s)[0-9]{10,}[-.].*");

    private static final Pattern NAME = Pattern.compile("(?s)|[^,]|[^,].*[^,]");
    private static final Pattern DESCRIPTION = Pattern.compile("(?s)[^,]*|duration=.*");
    private static final Pattern ANY = Pattern.compile("(?s).*");
    /** More surplus commas than any real line has; with more, trying the ways would take for ever. */
    private static final int MOST_SURPLUS = 300;

    /** A column: its form, and whether its value may hold commas. */
    private record Column(String name, Pattern form, boolean commas) {}

    private final List<Column> columns;
    private final int lastWithCommas;

    CsvColumns(List<String> names) {
        columns = names.stream().map(CsvColumns::column).toList();
        lastWithCommas = columns.stream().map(Column::commas).toList().lastIndexOf(true);
    }

    int count() {
        return columns.size();
    }

    String name(int column) {
        return columns.get(column).name();
    }

    /** A value for each column, or null where the line cannot be settled. */
    @Nullable
    List<String> values(String line) {
        List<String> parts = List.of(line.split(",", -1));
        int surplus = parts.size() - columns.size();
        if (surplus == 0) {
            return parts;
        }
        if (surplus < 0 || surplus > MOST_SURPLUS) {
            return null;
        }
        List<List<String>> ways = new ArrayList<>();
        take(parts, 0, surplus, new String[columns.size()], ways);
        return settled(ways);
    }

    /** Gives each column from that one on its value, in every way that fits. */
    private void take(List<String> parts, int column, int surplus, String[] values, List<List<String>> ways) {
        if (column == columns.size()) {
            ways.add(List.of(values.clone()));
            return;
        }
        Column here = columns.get(column);
        int from = parts.size() - surplus - (columns.size() - column);
        int least = column == lastWithCommas ? surplus : 0;
        int most = here.commas() ? surplus : 0;
        for (int more = least; more <= most; more++) {
            String value = String.join(",", parts.subList(from, from + 1 + more));
            if (here.form().matcher(value).matches()) {
                values[column] = value;
                take(parts, column + 1, surplus - more, values, ways);
            }
        }
    }

    private @Nullable List<String> settled(List<List<String>> ways) {
        if (ways.size() < 2) {
            return ways.isEmpty() ? null : ways.getFirst();
        }
        String clid = ways.getFirst().get(Field.CLID.ordinal());
        List<List<String>> shortest = ways.stream()
                .filter(way -> way.get(Field.CLID.ordinal()).equals(clid))
                .toList();
        List<List<String>> named =
                shortest.stream().filter(way -> isNamed(way, clid)).toList();
        List<List<String>> left = named.isEmpty() ? shortest : named;
        return left.size() == 1 ? left.getFirst() : null;
    }

    private boolean isNamed(List<String> way, String clid) {
        Matcher name = CLID.matcher(clid);
        int callerName = Field.CALLER_NAME.ordinal();
        return columns.size() > callerName
                && columns.get(callerName).name().equals(Field.CALLER_NAME.wireName())
                && name.matches()
                && way.get(callerName).equals(name.group(1));
    }

    private static Column column(String name) {
        Field field = Field.named(name);
        if (field == null) {
            return new Column(name, ANY, false);
        }
        return switch (field) {
            case CLID -> new Column(name, CLID, true);
            case LASTDATA, CALLER_NAME -> new Column(name, ANY, true);
            case SRC_TRUNK_NAME, DST_TRUNK_NAME -> new Column(name, NAME, true);
            case RECORDFILES_DESC -> new Column(name, DESCRIPTION, true);
            default -> new Column(name, form(field), false);
        };
    }

    private static Pattern form(Field field) {
        return switch (field) {
            case ACCT_ID, DURATION, BILLSEC -> DIGITS;
            case WAVE_SRC_SEQID, WAVE_DST_SEQID -> SEQUENCE;
            case CHANNEL, DSTCHANNEL -> CHANNEL;
            case LASTAPP -> APPLICATION;
            case START -> STAMP;
            case ANSWER, END -> Pattern.compile("|" + STAMP);
            case SESSION -> SESSION;
            case NAT_CALL, NAT_CALL_PEER, VIDEO_CALL, GDS_CALL, GSC_CALL -> FLAG;
            default -> ANY;
        };
    }
}
