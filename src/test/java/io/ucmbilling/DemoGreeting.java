package io.ucmbilling;

import io.ucmbilling.access.client.ApiKey;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.core.env.Environment;

/**
 * What the demo says when it is up: where it listens, and what to try.
 *
 * @param fleet a line a simulated UCM
 * @param exportsDemo whether the demo's export is served
 * @param key of the demo's client of the REST view
 */
record DemoGreeting(List<String> fleet, boolean exportsDemo, ApiKey key, Clock clock) {

    /** @param environment tells the ports */
    String text(Environment environment) {
        String management = "http://localhost:" + environment.getProperty("management.server.port");
        StringBuilder text = new StringBuilder("\nThe gateway is up.\n");
        String application = "http://localhost:" + environment.getProperty("server.port");
        line(text, "page", application + " (user demo, password demo)");
        line(text, "API", application + "/docs");
        line(text, "API key", key.text());
        line(text, "management", management);
        if (exportsDemo) {
            line(text, "cdrapi", "https://" + environment.getProperty("gateway.exports.demo.address"));
        }
        fleet.forEach(ucm -> line(text, "polls", ucm));
        text.append("Try:\n  the page: sign in, and press the first blue Play to hear a call\n");
        if (exportsDemo) {
            LocalDate yesterday = LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(1);
            text.append(curl(environment, "format=json&numRecords=5"));
            text.append(curl(environment, "format=csv&startTime=" + yesterday + "&endTime=now"));
        }
        text.append(api(application, "/calls?order=-startedAt&limit=2"));
        text.append(api(application, "/changes?limit=2"));
        text.append(api(application, "/usage?groupBy=day,direction"));
        text.append("  curl " + management + "/actuator/collection\n");
        text.append("  curl " + management + "/actuator/health\n");
        return text.append("Ctrl-C ends it.\n").toString();
    }

    private String api(String application, String target) {
        return "  curl -H 'Authorization: Bearer %s' '%s/api/v1%s'%n".formatted(key.text(), application, target);
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
