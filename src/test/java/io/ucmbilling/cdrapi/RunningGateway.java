package io.ucmbilling.cdrapi;

import io.ucmbilling.Application;
import io.ucmbilling.testing.QuickContext;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The whole application on a database of its own, in front of simulated UCMs, with an export called billing of all of them. */
final class RunningGateway implements AutoCloseable {
    private final Database database = Database.fresh();
    private final Path recordings = directory();
    private final Map<String, String> properties = new HashMap<>();
    private final ConfigurableApplicationContext context;

    private RunningGateway(Map<String, Integer> fleet, String... settings) {
        properties.putAll(database.properties());
        properties.put("server.port", "0");
        properties.put("management.server.port", "0");
        properties.put("logging.level.root", System.getProperty("gateway.log", "error"));
        properties.put("gateway.recordings.directory", recordings.toString());
        set("exports.billing.enabled", "true");
        set("exports.billing.address", "127.0.0.1:0");
        set("exports.billing.permitted-ips[0]", "127.0.0.1");
        fleet.forEach(this::site);
        for (int i = 0; i < settings.length; i += 2) {
            set(settings[i], settings[i + 1]);
        }
        context = new SpringApplicationBuilder(Application.class)
                .contextFactory(_ -> new QuickContext())
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
    }

    /** {@code settings} below {@code gateway}, or behind two dots anywhere, as name, value, name, value. */
    static RunningGateway before(Map<String, SimulatedUcm> fleet, String... settings) {
        Map<String, Integer> ports = new HashMap<>();
        fleet.forEach((id, ucm) -> ports.put(id, ucm.port()));
        return new RunningGateway(ports, settings);
    }

    /** In front of branch-a alone, which listens on that port. */
    static RunningGateway before(int ucm, String... settings) {
        return new RunningGateway(Map.of("branch-a", ucm), settings);
    }

    private void site(String id, int ucm) {
        set("sites." + id + ".url", "https://127.0.0.1:" + ucm);
        set("sites." + id + ".username", "cdrapi");
        set("sites." + id + ".password", "cdrapi123");
        set("sites." + id + ".time-zone", "America/Chicago");
        set("sites." + id + ".tls.trust", "any");
    }

    private void set(String key, String value) {
        properties.put(key.startsWith("..") ? key.substring(2) : "gateway." + key, value);
    }

    int port() {
        return context.getBean(ExportListeners.class).listener("billing").port();
    }

    int managementPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    /** Where files are kept. */
    Path recordings() {
        return recordings;
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("recordings");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        database.close();
        FileSystemUtils.deleteRecursively(recordings.toFile());
    }
}
