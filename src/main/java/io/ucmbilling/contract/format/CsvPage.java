package io.ucmbilling.contract.format;

import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.page.ByteSearch;
import io.ucmbilling.contract.page.OversizedPageException;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import io.ucmbilling.contract.page.RecordDraft;
import io.ucmbilling.contract.page.UnreadablePageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reader of one CSV answer (contract U10): a header line, then a line a record, unquoted. Only an end within a line
 * shows that a page was cut off. Between lines it cannot be seen.
 */
final class CsvPage {
    private static final List<String> FIRST_NAMES =
            Shape.KEYS_22.fields().stream().map(Field::wireName).toList();

    private final PageBytes pageBytes;
    private final PageBounds bounds;
    private final List<PageEntry> entries = new ArrayList<>();

    private CsvPage(PageBytes pageBytes, PageBounds bounds) {
        this.pageBytes = pageBytes;
        this.bounds = bounds;
    }

    static Page read(PageBytes pageBytes, PageBounds bounds) throws UnreadablePageException {
        int headerEnd = lineEnd(pageBytes, pageBytes.start(), bounds);
        if (headerEnd - pageBytes.start() > PageBounds.LONGEST_VALUE) {
            throw new UnreadablePageException(
                    "found " + pageBytes.beginning() + " and no end of the line, expected a header");
        }
        List<String> names = List.of(pageBytes
                .text(pageBytes.start(), withoutCr(pageBytes, pageBytes.start(), headerEnd))
                .split(",", -1));
        if (names.size() < FIRST_NAMES.size()
                || !names.subList(0, FIRST_NAMES.size()).equals(FIRST_NAMES)) {
            throw new UnreadablePageException("found " + pageBytes.beginning() + ", expected the header "
                    + String.join(",", FIRST_NAMES.subList(0, 4)) + ",…");
        }
        if (names.size() > PageBounds.MOST_FIELDS) {
            throw new UnreadablePageException(
                    "found a header of " + names.size() + " fields, expected at most " + PageBounds.MOST_FIELDS);
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new UnreadablePageException("found a header that names a field twice, expected once");
        }
        if (pageBytes.given()[pageBytes.end() - 1] != '\n') {
            throw new UnreadablePageException("found the end of the body within a line, expected the whole page");
        }
        CsvPage page = new CsvPage(pageBytes, bounds);
        CsvColumns columns = new CsvColumns(names);
        int from = headerEnd + 1;
        while (from < pageBytes.end()) {
            int to = lineEnd(pageBytes, from, bounds);
            page.line(columns, from, to);
            from = to + 1;
        }
        return new Page(page.entries.size(), page.entries, pageBytes);
    }

    private void line(CsvColumns columns, int from, int to) throws OversizedPageException {
        if (ByteSearch.isBlank(pageBytes.given(), from, to)) {
            return;
        }
        bounds.item();
        boolean sound = pageBytes.isSound(from, to);
        List<String> values = columns.values(pageBytes.given(), from, withoutCr(pageBytes, from, to), sound);
        if (values == null) {
            String reason = "found values whose commas can be read in no way or in more than one, expected ";
            entries.add(bounds.unreadable(pageBytes, from, to, reason + columns.count()));
            return;
        }
        RecordDraft draft = new RecordDraft(bounds);
        for (int i = 0; i < values.size(); i++) {
            set(draft, columns.name(i), values.get(i), sound);
        }
        entries.add(draft.entry(pageBytes, from, to));
    }

    private static void set(RecordDraft draft, String name, String value, boolean sound) throws OversizedPageException {
        Field field = Field.named(name);
        if (value.length() > PageBounds.LONGEST_VALUE) {
            draft.tooLong(field, name, value.length());
        } else if (sound) {
            draft.set(field, name, value, null);
        } else {
            PageBytes bytes = new PageBytes(value.getBytes(StandardCharsets.ISO_8859_1));
            String raw = bytes.isSound(0, bytes.end()) ? null : bytes.raw(0, bytes.end());
            draft.set(field, name, bytes.text(0, bytes.end()), raw);
        }
    }

    /** Returns a line's end without the CR that some put before its LF. */
    private static int withoutCr(PageBytes pageBytes, int from, int to) {
        return to > from && pageBytes.given()[to - 1] == '\r' ? to - 1 : to;
    }

    /** Returns the place of the line's LF, or the body's end. */
    private static int lineEnd(PageBytes pageBytes, int from, PageBounds bounds) {
        return ByteSearch.find(pageBytes.given(), from, pageBytes.end(), "\n", bounds);
    }
}
