package io.ucmbilling.contract.format;

import io.ucmbilling.contract.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Split of a line's parts among columns of given forms, of which a few may hold commas (contract U10). Steps:
 *
 * <ol>
 *   <li>The columns that may hold commas ({@link CsvColumn}) take the surplus in every way in which each column gets a value of
 *       its form; {@link CsvSplitCount} counts them without trying each.
 *   <li>The shortest {@code clid} counts: it ends at its first {@code <number>}, however {@code lastdata} goes on.
 *   <li>A {@code clid} without a number was cut inside its name (contract U11). It begins with a quote and ends in front of the
 *       first part that can be a channel, with a slash.
 *   <li>Of what is left, {@code caller_name} like the name in {@code clid} is preferred.
 * </ol>
 */
final class CsvSplit {
    private static final int CLID = Field.CLID.ordinal();

    private final List<CsvColumn> columns;
    private final List<String> parts;
    private final CsvSplitCount ways;
    /** The part in front of which clid ends; 0: in no way. */
    private final int behind;

    CsvSplit(List<CsvColumn> columns, List<String> parts) {
        this.columns = columns;
        this.parts = parts;
        this.ways = new CsvSplitCount(columns, parts, null);
        this.behind = fitsBeforeClid() ? behindClid() : 0;
    }

    /** Returns whether there is any way. */
    boolean isPossible() {
        return behind > 0;
    }

    private boolean fitsBeforeClid() {
        for (int column = 0; column < CLID; column++) {
            if (!columns.get(column).fits(parts, column, column + 1)) {
                return false;
            }
        }
        return true;
    }

    private int lastBehind() {
        return CLID + 1 + parts.size() - columns.size();
    }

    private int behindClid() {
        int whole = behindWholeClid();
        return whole > 0 ? whole : behindCutClid();
    }

    private int behindWholeClid() {
        for (int to = CLID + 1; to <= lastBehind(); to++) {
            if (ways.count(CLID + 1, to) > 0 && columns.get(CLID).fits(parts, CLID, to)) {
                return to;
            }
        }
        return 0;
    }

    private int behindCutClid() {
        boolean cut = parts.get(CLID).startsWith("\"");
        for (int to = CLID + 1; cut && to <= lastBehind(); to++) {
            cut = parts.get(to - 1).indexOf('>') < 0;
            if (cut && ways.count(CLID + 1, to) > 0 && parts.get(to).indexOf('/') > 0) {
                return to;
            }
        }
        return 0;
    }

    /** Returns a value for each column; null: there is more than one way. */
    @Nullable
    List<String> values() {
        CsvSplitCount left = ways;
        if (ways.count(CLID + 1, behind) > 1) {
            CsvSplitCount named =
                    new CsvSplitCount(columns, parts, CsvColumn.nameIn(CsvColumn.joined(parts, CLID, behind)));
            left = named.count(CLID + 1, behind) > 0 ? named : ways;
        }
        if (left.count(CLID + 1, behind) > 1) {
            return null;
        }
        List<String> values = new ArrayList<>(parts.subList(0, CLID));
        values.add(CsvColumn.joined(parts, CLID, behind));
        left.take(CLID + 1, behind, values);
        return values;
    }
}
