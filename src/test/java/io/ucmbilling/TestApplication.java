package io.ucmbilling;

import io.ucmbilling.access.client.ApiKey;
import io.ucmbilling.testing.DemoFleet;
import io.ucmbilling.testing.database.Database;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * The demo, {@code ./mvnw spring-boot:test-run}: the gateway as it is, on an embedded PostgreSQL of its own, with a simulated
 * fleet to poll. With {@code --spring.config.additional-location=my-fleet.yaml} the sites of that file are polled instead.
 */
public final class TestApplication {
    private TestApplication() {}

    public static void main(String[] args) {
        Clock clock = Clock.systemUTC();
        DemoSettings settings = DemoSettings.of(args);
        DemoLog.set(settings.wantsFleet());
        System.out.println(
                settings.wantsFleet()
                        ? "Starting three simulated UCMs with three weeks of calls, a PostgreSQL and the gateway …"
                        : "Starting a PostgreSQL and the gateway …");
        Map<String, Object> properties = new LinkedHashMap<>(settings.properties());
        List<String> fleet = List.of();
        if (settings.wantsFleet()) {
            DemoFleet simulated = DemoFleet.start(clock);
            properties.putAll(simulated.properties());
            fleet = simulated.describe();
        }
        Database database = Database.own().database();
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", database.username());
        properties.put("spring.datasource.password", database.password());

        ApiKey key = ApiKey.fresh();
        properties.put("gateway.api.clients.demo.key-sha256", key.sha256());
        properties.put("gateway.api.clients.demo.permitted-ips", "127.0.0.1, ::1");

        properties.put("gateway.report.users.demo.password", "{bcrypt}" + new BCryptPasswordEncoder().encode("demo"));
        properties.put("gateway.report.users.demo.role", "ADMINISTRATOR");

        DemoGreeting greeting = new DemoGreeting(fleet, settings.exportsDemo(), key, clock);
        SpringApplication.withHook(application -> new DemoRun(properties, greeting), () -> Application.main(args));
    }
}
