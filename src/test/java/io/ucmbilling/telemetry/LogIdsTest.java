package io.ucmbilling.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogIdsTest {
    @BeforeEach
    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void areThereWithinTheirBlockOnly() {
        try (LogIds.Block _ = LogIds.request(new RequestId("r-1"))) {
            try (LogIds.Block _ = LogIds.pass("branch-a")) {
                assertThat(ids()).containsEntry("site", "branch-a").containsEntry("request", "r-1");
                assertThat(ids().get("pass")).matches("[0-9a-f]{8}");
            }
            assertThat(ids()).isEqualTo(Map.of("request", "r-1"));
        }
        assertThat(ids()).isEmpty();
    }

    @Test
    void areCarriedIntoAnotherThread() throws InterruptedException {
        Map<String, String> found = new HashMap<>();
        Runnable work;
        try (LogIds.Block _ = LogIds.pass("branch-a")) {
            work = LogIds.carried(() -> found.putAll(ids()));
        }
        Thread thread = Thread.ofVirtual().start(() -> {
            work.run();
            found.put("left", "" + ids());
        });
        thread.join();

        assertThat(found).containsEntry("site", "branch-a").containsEntry("left", "{}");
    }

    /** As logging.structured.format.console has them written. */
    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void areFieldsOfALineInJson(String format) {
        LoggerContext context = new LoggerContext();
        context.putObject(Environment.class.getName(), new StandardEnvironment());
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(format);
        encoder.start();
        LoggingEvent event =
                new LoggingEvent("", context.getLogger("x"), Level.INFO, "two\nlines", null, new Object[0]);
        try (LogIds.Block _ = LogIds.pass("branch-a")) {
            event.setMDCPropertyMap(ids());
        }

        String line = new String(encoder.encode(event), StandardCharsets.UTF_8);

        assertThat(line.strip()).doesNotContain("\n");
        JsonNode json = JsonMapper.shared().readTree(line);
        assertThat(json.findValue("site").asString()).isEqualTo("branch-a");
        assertThat(json.findValue("pass").asString()).matches("[0-9a-f]{8}");
    }

    private static Map<String, String> ids() {
        return Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
    }
}
