package io.ucmbilling.billing.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.billing.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Billing contract B1: cursors. */
class CursorsTest {
    private static final List<String> LIST = List.of("erp", "/api/v1/sites");

    private final Cursors cursors = new Cursors(() -> new byte[32]);

    @ParameterizedTest
    @ValueSource(strings = {"", "branch-a", "2026-03-01T00:00:00Z|ü|\u0000"})
    void giveTheirPositionBackOnEveryReplica(String position) {
        String cursor = cursors.write(LIST, position);

        assertThat(new Cursors(() -> new byte[32]).read(LIST, cursor)).isEqualTo(position);
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void areRefusedIfAltered() {
        String cursor = cursors.write(LIST, "branch-a");

        for (int i = 0; i < cursor.length(); i++) {
            String altered = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
            assertRefused(LIST, altered);
        }
        assertRefused(LIST, cursor + "=");
        assertRefused(LIST, cursor.substring(1));
        assertRefused(LIST, "x");
    }

    @Test
    void areRefusedWithAnotherListOrClientOrKey() {
        String cursor = cursors.write(LIST, "branch-a");

        assertRefused(List.of("other", "/api/v1/sites"), cursor);
        assertRefused(List.of("erp", "/api/v1/calls"), cursor);
        assertRefused(List.of("erp/api", "/v1/sites"), cursor);
        assertThatThrownBy(() -> new Cursors(() -> new byte[] {1}).read(LIST, cursor))
                .isInstanceOf(ProblemException.class);
    }

    private void assertRefused(List<String> list, String cursor) {
        assertThatThrownBy(() -> cursors.read(list, cursor))
                .as(cursor)
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("cursor: found");
    }
}
