package io.ucmbilling.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads one CSV answer (contract U10): a header line, then a line a record, unquoted. Only an end within a line shows that
 * a page was cut off; between lines it cannot be seen.
 */
final class CsvPage {
    private static final List<String> FIRST_NAMES =
            Shape.KEYS_22.fields().stream().map(Field::wireName).toList();

    private final Body body;
    private final List<Entry> entries = new ArrayList<>();

    private CsvPage(Body body) {
        this.body = body;
    }

    static Page read(Body body) throws UnreadablePageException {
        int headerEnd = lineEnd(body, body.start());
        List<String> names = List.of(text(body, body.start(), headerEnd).split(",", -1));
        if (names.size() < FIRST_NAMES.size()
                || !names.subList(0, FIRST_NAMES.size()).equals(FIRST_NAMES)) {
            throw new UnreadablePageException("found " + body.beginning() + ", expected the header "
                    + String.join(",", FIRST_NAMES.subList(0, 4)) + ",…");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new UnreadablePageException("found a header that names a field twice, expected once");
        }
        if (body.bytes()[body.end() - 1] != '\n') {
            throw new UnreadablePageException("found the end of the body within a line, expected the whole page");
        }
        CsvPage page = new CsvPage(body);
        CsvColumns columns = new CsvColumns(names);
        int from = headerEnd + 1;
        while (from < body.end()) {
            int to = lineEnd(body, from);
            page.line(columns, from, to);
            from = to + 1;
        }
        return new Page(page.entries.size(), page.entries);
    }

    private void line(CsvColumns columns, int from, int to) {
        String line = text(body, from, to);
        if (line.isBlank()) {
            return;
        }
        List<String> values = columns.values(line);
        if (values == null) {
            entries.add(new Unreadable(
                    body.raw(from, to),
                    "found values whose commas can be read in no way or in more than one, expected "
                            + columns.count()));
            return;
        }
        LegDraft leg = new LegDraft();
        for (int i = 0; i < values.size(); i++) {
            leg.set(columns.name(i), values.get(i));
        }
        String fault = leg.fault();
        entries.add(fault == null ? leg.record() : new Unreadable(body.raw(from, to), fault));
    }

    /** Of a line, without the CR that some put before its LF. */
    private static String text(Body body, int from, int to) {
        return body.text(from, to > from && body.bytes()[to - 1] == '\r' ? to - 1 : to);
    }

    /** The place of the line's LF, or the body's end. */
    private static int lineEnd(Body body, int from) {
        int at = from;
        while (at < body.end() && body.bytes()[at] != '\n') {
            at++;
        }
        return at;
    }
}
