package io.ucmbilling.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;

class DatabaseAwayFilterTest {
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void saysWhenToComeAgainWhileTheDatabaseIsAway() throws Exception {
        filter(new CannotCreateTransactionException("no connection"));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentAsString()).contains("the database does not answer");
    }

    @Test
    void leavesFaultsOfTheGatewayToOthers() {
        RuntimeException fault = new BadSqlGrammarException("read", "SELECT x", new SQLException("no column", "42703"));

        assertThatThrownBy(() -> filter(fault)).hasCause(fault);
    }

    private void filter(RuntimeException failure) throws Exception {
        FilterChain failing = (_, _) -> {
            throw new ServletException(failure);
        };
        new DatabaseAwayFilter().doFilter(new MockHttpServletRequest(), response, failing);
    }
}
