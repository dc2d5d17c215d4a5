package io.ucmbilling.contract.format;

import io.ucmbilling.contract.Field;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Split of a line of unquoted CSV into a record's values, where a comma may also belong to a value (contract U10). The
 * header says which columns there are. A few of them may hold commas, and all others have a form to be known by. Steps:
 *
 * <ol>
 *   <li>As many values as columns: each is its column's.
 *   <li>Else the columns that may hold commas ({@link CsvColumn}) take the surplus in every way in which each column gets a
 *       value of its form; {@link CsvSplitCount} counts them without trying each.
 *   <li>The shortest {@code clid} counts: it ends at its first {@code <number>}, however {@code lastdata} goes on.
 *   <li>Of what is left, {@code caller_name} like the name in {@code clid} is preferred. More than one way, or none: the
 *       line cannot be settled.
 * </ol>
 */
final class CsvColumns {
    /** More surplus commas than any real line has: {@code lastdata} is cut at 255 characters. */
    private static final int MOST_SURPLUS = 300;

    private static final int CLID = Field.CLID.ordinal();

    private final List<CsvColumn> columns;

    CsvColumns(List<String> names) {
        columns = names.stream().map(CsvColumn::of).toList();
    }

    int count() {
        return columns.size();
    }

    String name(int column) {
        return columns.get(column).name();
    }

    /**
     * Returns a value for each column, or null if the line cannot be settled.
     *
     * @param sound whether the line is text; if not, the values have a character for each byte
     */
    @Nullable
    List<String> values(byte[] bytes, int from, int to, boolean sound) {
        int commas = 0;
        for (int at = from; at < to; at++) {
            commas += bytes[at] == ',' ? 1 : 0;
        }
        int surplus = commas + 1 - columns.size();
        if (surplus < 0 || surplus > MOST_SURPLUS) {
            return null;
        }
        List<String> parts = parts(bytes, from, to, sound ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return surplus == 0 ? parts : settled(parts, surplus);
    }

    private static List<String> parts(byte[] bytes, int from, int to, Charset charset) {
        List<String> parts = new ArrayList<>();
        int begin = from;
        for (int at = from; at <= to; at++) {
            if (at == to || bytes[at] == ',') {
                parts.add(new String(bytes, begin, at - begin, charset));
                begin = at + 1;
            }
        }
        return parts;
    }

    private @Nullable List<String> settled(List<String> parts, int surplus) {
        CsvSplitCount ways = new CsvSplitCount(columns, parts, null);
        for (int column = 0; column < CLID; column++) {
            if (!columns.get(column).fits(parts, column, column + 1)) {
                return null;
            }
        }
        for (int more = 0; more <= surplus; more++) {
            int behind = CLID + 1 + more;
            if (ways.count(CLID + 1, behind) > 0 && columns.get(CLID).fits(parts, CLID, behind)) {
                return settled(parts, behind, ways);
            }
        }
        return null;
    }

    /** Returns the values, with clid ending before that part. */
    private @Nullable List<String> settled(List<String> parts, int behind, CsvSplitCount ways) {
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
