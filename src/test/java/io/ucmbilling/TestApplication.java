package io.ucmbilling;

import io.ucmbilling.testing.Database;
import io.ucmbilling.testing.DemoFleet;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.Environment;

/**
 * The demo, {@code ./mvnw spring-boot:test-run}: the gateway as it is, on an embedded PostgreSQL of its own, with a simulated
 * fleet to poll. With {@code --spring.config.additional-location=my-fleet.yaml} the sites of that file are polled instead.
 *
 * <p>What it sets are system properties: above every file, below the command line.
 */
public final class TestApplication {
    private TestApplication() {}

    public static void main(String[] args) {
        DemoSettings settings = DemoSettings.of(args);
        Map<String, String> properties = new LinkedHashMap<>(settings.properties());
        List<String> fleet = List.of();
        if (settings.wantsFleet()) {
            DemoFleet simulated = DemoFleet.start(Clock.systemUTC());
            properties.putAll(simulated.properties());
            fleet = simulated.describe();
        }
        Database database = Database.own().database();
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", database.username());
        properties.put("spring.datasource.password", database.password());
        properties.forEach((key, value) -> System.getProperties().putIfAbsent(key, value));

        Environment environment = SpringApplication.from(Application::main)
                .run(args)
                .getApplicationContext()
                .getEnvironment();
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        System.out.println(DemoGreeting.text(environment, fleet, settings.exportsDemo(), yesterday));
    }
}
