package io.ucmbilling.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseIT {
    @Test
    void isMigratedAndStandsInAThirdZone() {
        try (Database database = Database.fresh()) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());

            assertThat(jdbc.sql("SELECT count(*) FROM leg").query(Long.class).single())
                    .isZero();
            assertThat(jdbc.sql("SHOW timezone").query(String.class).single()).isEqualTo(Database.ZONE);
        }
    }

    @Test
    void isNewEachTime() {
        try (Database one = Database.fresh();
                Database other = Database.fresh()) {
            JdbcClient.create(one.dataSource())
                    .sql("INSERT INTO site (name, since) VALUES ('a', '2026-01-01')")
                    .update();

            assertThat(JdbcClient.create(other.dataSource())
                            .sql("SELECT count(*) FROM site")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void ofItsOwnGoesAwayAndComesBackWithItsData() {
        try (Database.Own own = Database.own()) {
            JdbcClient jdbc = JdbcClient.create(own.database().migrated().dataSource());
            jdbc.sql("INSERT INTO site (name, since) VALUES ('a', '2026-01-01')")
                    .update();

            own.stop();
            assertThatThrownBy(() -> jdbc.sql("SELECT name FROM site").query().singleValue())
                    .isInstanceOf(DataAccessException.class);

            own.start();
            assertThat(jdbc.sql("SELECT name FROM site").query(String.class).single())
                    .isEqualTo("a");
        }
    }
}
