package io.ucmbilling.startup;

import io.ucmbilling.store.database.Schema;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Check that stops the start if the database's schema is not the code's, such as with {@code spring.flyway.enabled:
 * false} behind a new version. Made before anything polls or listens.
 */
@Component
@DependsOnDatabaseInitialization
class SchemaCheck {

    SchemaCheck(Schema schema) {
        schema.mismatch().ifPresent(mismatch -> {
            throw new WrongSchemaException(mismatch);
        });
    }

    static final class WrongSchemaException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongSchemaException(String mismatch) {
            super(mismatch);
        }
    }

    /** Analyzer that tells it. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class Analyzer extends AbstractFailureAnalyzer<WrongSchemaException> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, WrongSchemaException cause) {
            return new FailureAnalysis(
                    "spring.datasource.url: " + cause.getMessage(),
                    "Set spring.flyway.enabled to true, so that the schema is brought up to date, or start the version"
                            + " of the gateway that the schema belongs to.",
                    rootFailure);
        }
    }
}
