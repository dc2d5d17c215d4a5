package io.ucmbilling.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ucmbilling.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DenialLogTest {
    private static final String WRONG = "wrong password";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final DenialLog denials = new DenialLog(clock);
    private final Logger logger = (Logger) LoggerFactory.getLogger(DenialLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
    }

    private List<String> told() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void tellsAPeerOnceAMinuteWithTheCount() {
        for (int i = 0; i < 100; i++) {
            denials.note("export billing", WRONG, "192.0.2.1");
        }
        clock.advance(Duration.ofMinutes(1));
        denials.note("export billing", WRONG, "192.0.2.1");

        assertThat(told())
                .containsExactly(
                        "export billing: wrong password from 192.0.2.1, 1 times since this was last told",
                        "export billing: wrong password from 192.0.2.1, 100 times since this was last told");
    }

    @Test
    void tellsOfThirtyPeersAMinuteAtMost() {
        for (int i = 0; i < 5000; i++) {
            denials.note("export billing", WRONG, "192.0.2." + i);
        }

        assertThat(told()).hasSize(30);
    }
}
