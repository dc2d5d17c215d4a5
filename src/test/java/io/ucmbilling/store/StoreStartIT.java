package io.ucmbilling.store;

import static io.ucmbilling.store.StoreRoom.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.database.Schema;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.testing.LegBuilder;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.database.DatabaseStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.dao.DataAccessException;

/** The room as Spring Boot starts it, and as it behaves when PostgreSQL goes away. */
class StoreStartIT {
    /** An application of this room alone; no component itself, so that no scan of this package finds it. */
    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackages = "io.ucmbilling.store")
    @ComponentScan("io.ucmbilling.store")
    static class Plain {}

    @Test
    void aPlainContextMigratesAnEmptyDatabaseAndStarts() {
        try (Database database = Database.empty();
                ConfigurableApplicationContext context = new SpringApplicationBuilder(Plain.class)
                        .web(WebApplicationType.NONE)
                        .initializers(
                                starting -> starting.getBeanFactory().registerSingleton("clock", Clock.systemUTC()))
                        .run(arguments(database))) {
            assertThat(context.getBean(Schema.class).mismatch()).isEmpty();
            assertThat(context.getBean(Census.class).earliest(SITE, null, null)).isEmpty();
        }
    }

    /** The exports, whose health the application's liveness tells, are not in this room. */
    private static String[] arguments(Database database) {
        Map<String, String> properties = new HashMap<>(database.properties());
        properties.put("management.endpoint.health.validate-group-membership", "false");
        return properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }

    @Test
    void whatPostgresqlTakesAfterItCameBackIsStoredOnce() {
        ReadLeg leg = LegBuilder.leg(1).build();
        try (Database.Own own = Database.own();
                DatabaseStore store = new DatabaseStore(own.database().migrated(), StoreRoom.CLOCK)) {
            store.sites().register(SITE, StoreRoom.FIRST_DAY);
            Hold hold = store.sites().take(SITE).hold();

            own.stop();
            assertThatThrownBy(() -> store.intake().keep(hold, List.of(leg), List.of(), null))
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> store.legs().page(StoreRoom.all(SITE), 0, 10, item -> {}))
                    .isInstanceOf(DataAccessException.class);

            own.start();
            assertThat(store.intake()
                            .keep(hold, List.of(leg, leg), List.of(), null)
                            .counts()
                            .stored())
                    .isEqualTo(1);
        }
    }
}
