package io.ucmbilling;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * What the demo logs: warnings, and of the user's own fleet what the gateway does, too. {@code --logging.level.root=info} tells
 * the rest.
 */
final class DemoLog {
    private static final String LEVEL = "logging.level.";

    private DemoLog() {}

    /** Before anything is logged; what the user says of a level stays. */
    static void set(boolean simulatedFleet) {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        levels(simulatedFleet).forEach((logger, level) -> {
            if (System.getProperty(LEVEL + logger) == null) {
                System.setProperty(LEVEL + logger, level);
            }
        });
    }

    private static Map<String, String> levels(boolean simulatedFleet) {
        Map<String, String> levels = new LinkedHashMap<>();
        levels.put("root", "warn");
        if (!simulatedFleet) {
            levels.put("io.ucmbilling", "info");
        }
        return levels;
    }
}
