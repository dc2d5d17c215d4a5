package io.ucmbilling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * What the demo brings of its own. Spring merges maps, so a demo site or a demo export would stand beside the user's: no
 * fleet where the user gives a file, and no export where that file speaks of exports.
 *
 * @param wantsFleet whether a simulated fleet is to be polled
 * @param exportsDemo whether the demo's export is served
 */
record DemoSettings(boolean wantsFleet, boolean exportsDemo) {
    private static final Map<String, String> PORTS = Map.of("server.port", "8080", "management.server.port", "8081");
    private static final Map<String, String> EXPORT = Map.of(
            "gateway.exports.demo.enabled", "true",
            "gateway.exports.demo.address", "127.0.0.1:8443",
            "gateway.exports.demo.username", "cdrapi",
            "gateway.exports.demo.password", "cdrapi123",
            "gateway.exports.demo.permitted-ips", "127.0.0.1/255.255.255.255");
    /** So that the first days are proven in minutes, not after an hour. */
    private static final Map<String, String> SOON = Map.of("gateway.collection.sweep-interval", "2m");

    private static final String LOCATION = "spring.config.additional-location";
    private static final Pattern EXPORTS = Pattern.compile("(?m)^\\s*(gateway\\.)?exports\\b");

    /** By the demo's command line. */
    static DemoSettings of(String... args) {
        String given = new SimpleCommandLinePropertySource(args).getProperty(LOCATION);
        @Nullable String locations = given == null ? System.getProperty(LOCATION) : given;
        return new DemoSettings(locations == null, locations == null || !mentionExports(locations));
    }

    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>(PORTS);
        if (exportsDemo) {
            properties.putAll(EXPORT);
        }
        if (wantsFleet) {
            properties.putAll(SOON);
        }
        return properties;
    }

    /** What is no readable file mentions nothing: that it is missing is for Spring to say. */
    private static boolean mentionExports(String locations) {
        return Stream.of(locations.split("[,;]"))
                .map(one -> Path.of(one.strip().replaceFirst("^optional:", "").replaceFirst("^file:(//)?", "")))
                .filter(Files::isRegularFile)
                .anyMatch(file -> EXPORTS.matcher(read(file)).find());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
