package io.ucmbilling.report.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.store.mailing.Sendings;
import io.ucmbilling.store.mailing.Sendings.SendingCounts;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What is told of mails. What went wrong is read from the database, so every replica tells the same. */
@Component
final class MailMetrics {
    private static final String PREFIX = "gateway.report.mail.";
    private static final Duration TOLD = Duration.ofDays(1);

    private final Sendings sendings;
    private final Clock clock;
    private final Counter sent;
    private volatile SendingCounts counts = new SendingCounts(0, 0);

    MailMetrics(Sendings sendings, MeterRegistry registry, Clock clock) {
        this.sendings = sendings;
        this.clock = clock;
        this.sent = registry.counter(PREFIX + "sent");
        Gauge.builder(PREFIX + "failed", () -> counts.failed()).register(registry);
        Gauge.builder(PREFIX + "failing", () -> counts.failing()).register(registry);
    }

    /** Counts a mail that this replica sent. */
    void sent() {
        sent.increment();
    }

    /** Looks at what went wrong, and forgets what is old. */
    void look() {
        counts = sendings.counts(clock.instant().minus(TOLD));
        sendings.forgetOld(clock.instant());
    }
}
