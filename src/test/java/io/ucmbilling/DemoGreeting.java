package io.ucmbilling;

import java.time.LocalDate;
import java.util.List;
import org.springframework.core.env.Environment;

/** What the demo says when it is up: where it listens, and what to try. */
final class DemoGreeting {
    private DemoGreeting() {}

    /** @param since for the example with a time filter */
    static String text(Environment environment, List<String> fleet, boolean exportsDemo, LocalDate since) {
        String management = "http://localhost:" + environment.getProperty("management.server.port");
        StringBuilder text = new StringBuilder("\nThe gateway is up.\n");
        line(text, "application", "http://localhost:" + environment.getProperty("server.port"));
        line(text, "management", management);
        if (exportsDemo) {
            line(text, "cdrapi", "https://" + environment.getProperty("gateway.exports.demo.address"));
        }
        fleet.forEach(ucm -> line(text, "polls", ucm));
        text.append("Try:\n");
        if (exportsDemo) {
            text.append(curl(environment, "format=json&numRecords=5"));
            text.append(curl(environment, "format=csv&startTime=" + since + "&endTime=now"));
        }
        return text.append("  curl " + management + "/actuator/health\n").toString();
    }

    private static void line(StringBuilder text, String what, String where) {
        text.append("  %-12s %s%n".formatted(what, where));
    }

    private static String curl(Environment environment, String query) {
        return "  curl -k --digest -u %s:%s 'https://%s/cdrapi?%s'%n"
                .formatted(
                        environment.getProperty("gateway.exports.demo.username"),
                        environment.getProperty("gateway.exports.demo.password"),
                        environment.getProperty("gateway.exports.demo.address"),
                        query);
    }
}
