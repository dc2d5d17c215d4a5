package io.ucmbilling.contract.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Split of a line of unquoted CSV into a record's values, where a comma may also belong to a value (contract U10). The
 * header says which columns there are. A few of them may hold commas, and all others have a form to be known by. Steps:
 *
 * <ol>
 *   <li>As many values as columns: each is its column's.
 *   <li>Else the surplus is dealt out by {@link CsvSplit} as the columns' forms allow.
 *   <li>If they allow no way, it is tried again with the forms of a record from before an upgrade, then with those of a record
 *       whose fields without weight hold anything, then with both.
 *   <li>More than one way, or none: the line cannot be settled.
 * </ol>
 */
final class CsvColumns {
    /** More surplus commas than any real line has: {@code lastdata} is cut at 255 characters. */
    private static final int MOST_SURPLUS = 300;

    private final List<CsvColumn> columns;
    /** The columns with the forms of each attempt. */
    private final List<List<CsvColumn>> attempts;

    CsvColumns(List<String> names) {
        columns = names.stream().map(CsvColumn::of).toList();
        List<CsvColumn> weightless =
                columns.stream().map(CsvColumn::withoutWeight).toList();
        attempts = Stream.of(columns, weightless)
                .flatMap(forms -> Stream.of(
                        forms, forms.stream().map(CsvColumn::beforeSessions).toList()))
                .distinct()
                .toList();
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
        return surplus == 0 ? parts : settled(parts);
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

    private @Nullable List<String> settled(List<String> parts) {
        for (List<CsvColumn> forms : attempts) {
            CsvSplit split = new CsvSplit(forms, parts);
            if (split.isPossible()) {
                return split.values();
            }
        }
        return null;
    }
}
