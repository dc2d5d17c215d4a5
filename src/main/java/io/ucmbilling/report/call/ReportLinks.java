package io.ucmbilling.report.call;

import io.ucmbilling.calls.report.ShownPage;
import io.ucmbilling.calls.report.SortColumn;
import io.ucmbilling.report.filter.FilterField;
import io.ucmbilling.report.filter.ReportQuery;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Links of the table: to other pages, other orders and other sizes of the same view. Each is the query of an address.
 *
 * @param shown the page that the table shows
 */
record ReportLinks(ReportQuery query, ShownPage shown) {

    /**
     * Header of a column.
     *
     * @param text key in the text bundle
     * @param link to the table sorted by it, or, if it is, in the reverse order; null: it is not sorted by
     * @param sorted {@code ascending} or {@code descending}, as ARIA has it; null: the table is sorted by another one
     */
    record ColumnHeader(
            String text, @Nullable String link, @Nullable String sorted, boolean numeric) {}

    public List<ColumnHeader> headers() {
        return List.of(
                new ColumnHeader("column.number", null, null, true),
                header("column.start", SortColumn.START, false),
                header("column.site", SortColumn.SITE, false),
                header("column.from", SortColumn.FROM, false),
                header("column.to", SortColumn.TO, false),
                header("column.answered-by", SortColumn.ANSWERED_BY, false),
                header("column.call-time", SortColumn.CALL_TIME, true),
                header("column.talk-time", SortColumn.TALK_TIME, true),
                header("column.status", SortColumn.STATUS, false),
                new ColumnHeader("column.options", null, null, false));
    }

    private ColumnHeader header(String text, SortColumn column, boolean numeric) {
        boolean sorted = query.page().column() == column;
        boolean descending = sorted ? !query.page().descending() : column == SortColumn.START;
        String name = column.name().toLowerCase(Locale.ROOT);
        String link = query.with(FilterField.SORT, name)
                .with(FilterField.ORDER, descending ? "desc" : "asc")
                .address();
        String now = query.page().descending() ? "descending" : "ascending";
        return new ColumnHeader(text, link, sorted ? now : null, numeric);
    }

    public long count() {
        return shown.count();
    }

    public int page() {
        return shown.number();
    }

    /** Returns how many pages there are, at least one. */
    public int pages() {
        return Math.toIntExact(
                Math.max(1, Math.ceilDiv(shown.count(), query.page().size())));
    }

    public @Nullable String first() {
        return page() > 1 ? page(1) : null;
    }

    public @Nullable String previous() {
        return page() > 1 ? page(page() - 1) : null;
    }

    public @Nullable String next() {
        return page() < pages() ? page(page() + 1) : null;
    }

    public @Nullable String last() {
        return page() < pages() ? page(pages()) : null;
    }

    private String page(int number) {
        return query.with(FilterField.PAGE, Integer.toString(number)).address();
    }

    /** Returns the first page of so many rows. */
    public String size(int size) {
        return query.with(FilterField.SIZE, Integer.toString(size)).address();
    }
}
