package io.ucmbilling.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.testing.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a schema that is not the code's is told. */
class SchemaIT {
    private final StoreRoom room = new StoreRoom();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void theSchemaIsTheCodes() {
        assertThat(new Schema(room.database.dataSource()).mismatch()).isEmpty();
    }

    @Test
    void anOlderSchemaIsNamedWithWhatIsExpected() {
        room.jdbc
                .sql("DELETE FROM flyway_schema_history WHERE version::integer > 4")
                .update();

        assertThat(new Schema(room.database.dataSource()).mismatch())
                .get()
                .asString()
                .matches("database schema: found version 4 \\(5 Pending, 6 Pending.*\\), expected version \\d+");
    }

    @Test
    void aDatabaseWithoutSchemaIsNamed() {
        try (Database empty = Database.empty()) {
            assertThat(new Schema(empty.dataSource()).mismatch())
                    .get()
                    .asString()
                    .startsWith("database schema: found version none");
        }
    }
}
