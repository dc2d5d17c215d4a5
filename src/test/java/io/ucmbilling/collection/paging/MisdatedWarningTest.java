package io.ucmbilling.collection.paging;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ucmbilling.collection.Served;
import io.ucmbilling.store.partition.CollectedMonths;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MisdatedWarningTest {
    private static final CollectedMonths MONTHS = new CollectedMonths(YearMonth.of(2026, 1), YearMonth.of(2026, 4));
    private static final ReadLeg MAD = leg(1).start("2036-02-07T06:28:16").build();

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T12:00:00Z"));
    private final MisdatedWarning warning = new MisdatedWarning(Served.site("https://pbx.example"), clock);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(MisdatedWarning.class);
    }

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void leave() {
        logger().detachAppender(log);
    }

    @Test
    void tellsOnceADayWhatWasFoundAndExpected() {
        warning.told(List.of(leg(2).build(), MAD), MONTHS);
        warning.told(List.of(MAD), MONTHS);
        clock.advance(Duration.ofDays(1));
        warning.told(List.of(MAD), MONTHS);

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(2)
                .allSatisfy(message -> assertThat(message)
                        .contains("site export-", "found 1 ", "2036-02-07T06:28:16", "expected", "2026-01 to 2026-04"));
    }

    @Test
    void countsWhatIsMisdated() {
        assertThat(warning.told(List.of(leg(2).build(), MAD, MAD), MONTHS)).isEqualTo(2);
        assertThat(warning.told(List.of(leg(2).start("2026-04-30T23:59:59").build()), MONTHS))
                .isZero();
    }
}
