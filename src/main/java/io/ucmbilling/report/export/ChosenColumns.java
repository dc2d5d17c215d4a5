package io.ucmbilling.report.export;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Columns of a file, in their order.
 *
 * @param columns of one format, at least one, each once
 */
public record ChosenColumns(FileFormat format, List<ReportColumn> columns) {
    public ChosenColumns {
        columns = List.copyOf(columns);
    }

    /** Returns all columns, in the format's order. */
    public static ChosenColumns all(FileFormat format) {
        return new ChosenColumns(format, format.columns());
    }

    /** Returns what was chosen, or all. A choice that is not understood any more does not count. */
    public static ChosenColumns of(FileFormat format, Optional<String> chosen) {
        return chosen.flatMap(text -> parse(format, text)).orElseGet(() -> all(format));
    }

    /**
     * Reads a choice as {@link #text} writes it.
     *
     * @return empty: it names none, or one that the format does not have
     */
    public static Optional<ChosenColumns> parse(FileFormat format, String text) {
        Set<ReportColumn> chosen = new LinkedHashSet<>();
        for (String key : text.split(",", format.columns().size() + 1)) {
            Optional<ReportColumn> column = format.columns().stream()
                    .filter(one -> one.key().equals(key.strip()))
                    .findFirst();
            if (column.isEmpty()) {
                return Optional.empty();
            }
            chosen.add(column.get());
        }
        return Optional.of(new ChosenColumns(format, List.copyOf(chosen)));
    }

    /** Returns the choice as addresses have it, such as {@code call-from,call-to}. */
    public String text() {
        return columns.stream().map(ReportColumn::key).collect(Collectors.joining(","));
    }

    /** Returns those of calls. */
    List<CallColumn> ofCalls() {
        return of(CallColumn.class);
    }

    /** Returns those of legs: what was chosen for CSV; in a workbook all. */
    List<LegColumn> ofLegs() {
        return format == FileFormat.CSV ? of(LegColumn.class) : List.of(LegColumn.values());
    }

    private <T> List<T> of(Class<T> type) {
        return columns.stream().map(type::cast).toList();
    }
}
