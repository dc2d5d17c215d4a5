package io.ucmbilling.billing.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

/** B1: unavailable is what passes, internal what is the gateway's own fault. */
class FailureProblemsTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(FailureProblems.class);

    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOG.setLevel(null);
    }

    @ParameterizedTest
    @CsvSource({
        "08006, UNAVAILABLE",
        "08001, UNAVAILABLE",
        "28P01, UNAVAILABLE",
        "3D000, UNAVAILABLE",
        "40001, UNAVAILABLE",
        "53300, UNAVAILABLE",
        "55P03, UNAVAILABLE",
        "57P01, UNAVAILABLE",
        "57P03, UNAVAILABLE",
        "25P03, UNAVAILABLE",
        "22P02, INTERNAL",
        "42601, INTERNAL",
        "42703, INTERNAL",
        "42883, INTERNAL",
        "25001, INTERNAL",
        "54001, INTERNAL",
        "XX000, INTERNAL"
    })
    void goByTheStateThatPostgresqlTells(String state, ProblemKind kind) {
        SQLException cause = new SQLException("told by PostgreSQL", state);

        assertThat(FailureProblems.ofDatabase(new UncategorizedSQLException("list", "SELECT secret", cause))
                        .kind())
                .isEqualTo(kind);
        assertThat(FailureProblems.ofDatabase(new DataAccessResourceFailureException("wrapped", cause))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void goByTheirTypeWherePostgresqlToldNothing() {
        assertThat(FailureProblems.ofDatabase(new DataAccessResourceFailureException("no connection"))
                        .kind())
                .isEqualTo(ProblemKind.UNAVAILABLE);
        assertThat(FailureProblems.ofDatabase(new CannotCreateTransactionException("no connection"))
                        .kind())
                .isEqualTo(ProblemKind.UNAVAILABLE);
        assertThat(FailureProblems.ofDatabase(new PessimisticLockingFailureException("soon"))
                        .kind())
                .isEqualTo(ProblemKind.UNAVAILABLE);
        assertThat(FailureProblems.ofDatabase(new QueryTimeoutException("long")).kind())
                .isEqualTo(ProblemKind.UNAVAILABLE);
        assertThat(FailureProblems.ofDatabase(new DataIntegrityViolationException("wrong"))
                        .kind())
                .isEqualTo(ProblemKind.INTERNAL);
    }

    @Test
    void tellNoSqlButAReference() {
        Problem problem = FailureProblems.ofDatabase(
                new BadSqlGrammarException("list", "SELECT secret", new SQLException("no such column", "42703")));

        assertThat(problem.detail()).matches("the request failed: the gateway's log tells why at [0-9a-f-]{36}");
    }
}
