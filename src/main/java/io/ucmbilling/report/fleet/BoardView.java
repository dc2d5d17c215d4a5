package io.ucmbilling.report.fleet;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the board.
 *
 * @param state only sites that stand so; null: all
 * @param text only sites whose id holds it, whatever its case; empty: all
 * @param page from 1 on
 */
record BoardView(@Nullable BoardState state, String text, int page) {
    static final int ROWS = 100;
    private static final int LONGEST_TEXT = 40;

    /** Reads the parameters of an address. What is none of the choices is as if it were not there. */
    static BoardView of(String state, String text, String page) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return new BoardView(
                BoardState.named(state).orElse(null),
                wanted.substring(0, Math.min(wanted.length(), LONGEST_TEXT)),
                page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1);
    }

    /** Returns the rows that match, of all pages. */
    List<BoardRow> matching(List<BoardRow> rows) {
        return rows.stream()
                .filter(row -> state == null || row.state() == state)
                .filter(row -> row.site().contains(text))
                .toList();
    }

    /** Returns those of one page; beyond the last page, those of the last. */
    List<BoardRow> shown(List<BoardRow> matching) {
        int from = (shownPage(matching.size()) - 1) * ROWS;
        return matching.subList(from, Math.min(from + ROWS, matching.size()));
    }

    int shownPage(int matching) {
        return Math.min(page, pages(matching));
    }

    static int pages(int matching) {
        return Math.max(1, (matching + ROWS - 1) / ROWS);
    }

    /** Returns the address of this view but for one thing. */
    public String address(int otherPage) {
        return address(Optional.ofNullable(state).map(Enum::name).orElse(""), otherPage);
    }

    /** @param other name of a state; empty: all */
    public String address(String other, int otherPage) {
        String query = (other.isEmpty() ? "" : "&state=" + other)
                + (text.isEmpty() ? "" : "&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                + (otherPage == 1 ? "" : "&page=" + otherPage);
        return query.isEmpty() ? "/sites" : "/sites?" + query.substring(1);
    }
}
