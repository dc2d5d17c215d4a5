package io.ucmbilling.startup;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Predicate;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** The database cannot be reached at start, refuses the user, or is not the gateway's. */
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class DatabaseFailureAnalyzer implements FailureAnalyzer {
    private static final String URL = "spring.datasource.url";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    private final Environment environment;

    DatabaseFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        String url = withoutParameters(environment.getProperty(URL, ""));
        SQLException refusal = deepest(failure, DatabaseFailureAnalyzer::isAboutConnection);
        if (refusal != null) {
            return told(failure, description(url, refusal));
        }
        if (!url.startsWith(POSTGRESQL)) {
            return told(failure, URL + ": found \"" + url + "\", expected " + POSTGRESQL + "//host:5432/database");
        }
        return foreignSchema(failure, url);
    }

    private static String description(String url, SQLException refusal) {
        String state = String.valueOf(refusal.getSQLState());
        String found = url + ", which answers: " + firstLine(refusal);
        if (state.startsWith("28")) {
            return "spring.datasource.username, spring.datasource.password: found ones that the database refuses ("
                    + firstLine(refusal) + "), expected a user of " + url;
        }
        if (state.startsWith("3D")) {
            return URL + ": found " + found + ", expected a database that exists";
        }
        return URL + ": found " + url + ", which cannot be reached: " + firstLine(refusal)
                + ", expected a running PostgreSQL";
    }

    /**
     * Returns whether the SQLSTATE is of these classes: connection, authorisation, no such database, too few resources,
     * operator intervention.
     */
    private static boolean isAboutConnection(SQLException sql) {
        String state = sql.getSQLState();
        return sql instanceof SQLTransientConnectionException || (state != null && state.matches("(08|28|3D|53|57).*"));
    }

    private static @Nullable FailureAnalysis foreignSchema(Throwable failure, String url) {
        Throwable refused = failure;
        while (refused != null && !(refused instanceof FlywayException)) {
            refused = refused.getCause();
        }
        if (refused == null) {
            return null;
        }
        SQLException refusal = deepest(refused, _ -> true);
        return told(
                failure,
                URL + ": found " + url + ", whose schema does not take this version's migrations: "
                        + firstLine(refusal == null ? refused : refusal)
                        + ", expected PostgreSQL 15 or later and a database of the gateway's own, in whose"
                        + " schema its user may create tables");
    }

    /** Returns the deepest such cause; null: there is none. */
    private static @Nullable SQLException deepest(Throwable failure, Predicate<SQLException> wanted) {
        SQLException deepest = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            deepest = cause instanceof SQLException sql && wanted.test(sql) ? sql : deepest;
        }
        return deepest;
    }

    private static FailureAnalysis told(Throwable failure, String description) {
        return new FailureAnalysis(description, "Correct the setting, or what it names, and start again.", failure);
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** Returns the URL without its parameters, which may hold a password. */
    private static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
