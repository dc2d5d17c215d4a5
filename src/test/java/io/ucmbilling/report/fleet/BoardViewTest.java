package io.ucmbilling.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoardViewTest {
    private static final List<BoardRow> ROWS = IntStream.range(0, 250)
            .mapToObj(i -> row("site-%03d".formatted(i), i < 3 ? BoardState.FAILING : BoardState.OK))
            .toList();

    private static BoardRow row(String id, BoardState state) {
        BoardRow.Deviation right = new BoardRow.Deviation(new Phrase("fleet.clock.right"), false);
        return new BoardRow(id, "UTC", state, 0, null, "", null, null, right, right, new Phrase("x"), List.of());
    }

    private static List<String> shown(BoardView view) {
        return view.shown(view.matching(ROWS)).stream().map(BoardRow::site).toList();
    }

    @Test
    void showsAHundredAtATime() {
        assertThat(shown(BoardView.of("", "", ""))).hasSize(100).startsWith("site-000");
        assertThat(shown(BoardView.of("", "", "3"))).hasSize(50).endsWith("site-249");
        assertThat(shown(BoardView.of("", "", "999999"))).hasSize(50);
        assertThat(shown(BoardView.of("", "", "-1"))).startsWith("site-000");
    }

    @Test
    void showsThoseThatAreLookedFor() {
        assertThat(shown(BoardView.of("FAILING", "", ""))).containsExactly("site-000", "site-001", "site-002");
        assertThat(shown(BoardView.of("OK", " SITE-24 ", ""))).hasSize(10);
        assertThat(shown(BoardView.of("nonsense", "no-such", "2"))).isEmpty();
    }

    @Test
    void keepsTheViewInTheAddress() {
        assertThat(BoardView.of("OK", "a\"&b", "2").address(3)).isEqualTo("/sites?state=OK&q=a%22%26b&page=3");
        assertThat(BoardView.of("", "", "").address(1)).isEqualTo("/sites");
    }
}
