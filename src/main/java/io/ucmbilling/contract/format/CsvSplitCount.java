package io.ucmbilling.contract.format;

import io.ucmbilling.contract.Field;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * In how many ways the parts of a line can be dealt out to the columns behind {@code clid}: for each column and each part, how
 * many ways there are in which that column begins with that part and the line ends with its last column. Found from the last
 * column to the first, each column in one run over the parts. More than two count as two.
 */
final class CsvSplitCount {
    private final List<CsvColumn> columns;
    private final List<String> parts;
    private final @Nullable String callerName;
    /** By column and by how many parts more than columns stand before it. */
    private final byte[][] counts;

    private final int surplus;

    /** @param callerName the only value that the column of that name may have; null: any */
    CsvSplitCount(List<CsvColumn> columns, List<String> parts, @Nullable String callerName) {
        this.columns = columns;
        this.parts = parts;
        this.callerName = callerName;
        this.surplus = parts.size() - columns.size();
        this.counts = new byte[columns.size() + 1][];
        counts[columns.size()] = new byte[surplus + 1];
        counts[columns.size()][surplus] = 1;
        for (int column = columns.size() - 1; column > Field.CLID.ordinal(); column--) {
            counts[column] = counted(column);
        }
    }

    /** Returns the ways in which the column begins with the part: 0, 1, or 2 for more. */
    int count(int column, int part) {
        int before = part - column;
        return before < 0 || before > surplus ? 0 : counts[column][before];
    }

    /** Returns the ways of a column by how many parts more than columns stand before it. One that any single part fits has those of the next. */
    private byte[] counted(int column) {
        CsvColumn here = columns.get(column);
        boolean named = isNamed(here);
        if (!named && here.isAnySinglePart()) {
            return counts[column + 1];
        }
        byte[] ways = new byte[surplus + 1];
        int longer = 0;
        for (int before = surplus; before >= 0; before--) {
            int part = column + before;
            int one = count(column + 1, part + 1);
            if (named) {
                int to = behindName(part);
                ways[before] = (byte) (to < 0 ? 0 : count(column + 1, to));
            } else {
                int alone = one > 0 && here.fits(parts, part, part + 1) ? one : 0;
                boolean more = longer > 0 && here.mayHoldCommas() && mayBegin(here, part);
                ways[before] = (byte) Math.min(2, alone + (more ? longer : 0));
                // Ends that a longer value may have, seen from the part before.
                longer = Math.min(2, longer + (mayEnd(here, part) ? one : 0));
            }
        }
        return ways;
    }

    private boolean isNamed(CsvColumn column) {
        return callerName != null && column.name().equals(Field.CALLER_NAME.wireName());
    }

    private boolean mayBegin(CsvColumn column, int part) {
        return switch (column.commas()) {
            case INSIDE -> !parts.get(part).isEmpty();
            case DESCRIPTION -> parts.get(part).startsWith("duration=");
            default -> true;
        };
    }

    private boolean mayEnd(CsvColumn column, int part) {
        return column.commas() != CsvColumn.Commas.INSIDE || !parts.get(part).isEmpty();
    }

    /** Returns the place behind the caller's name if it begins with that part; negative: it does not stand there. */
    private int behindName(int part) {
        List<String> name = List.of(Objects.requireNonNull(callerName).split(",", -1));
        int to = part + name.size();
        return to <= parts.size() && parts.subList(part, to).equals(name) ? to : -1;
    }

    /** Deals out the parts from that one on to the columns from that one on, in the one way there is. */
    void take(int column, int part, List<String> values) {
        int from = part;
        for (int here = column; here < columns.size(); here++) {
            int to = from + 1;
            while (count(here + 1, to) == 0 || !isValue(columns.get(here), from, to)) {
                to++;
            }
            values.add(CsvColumn.joined(parts, from, to));
            from = to;
        }
    }

    private boolean isValue(CsvColumn column, int from, int to) {
        return isNamed(column) ? to == behindName(from) : column.fits(parts, from, to);
    }
}
