package io.ucmbilling.report.mail;

import io.ucmbilling.report.filter.FieldError;
import io.ucmbilling.report.mail.DayCertificates.UncertifiedDay;
import io.ucmbilling.report.mail.MailDelivery.MailOrder;
import io.ucmbilling.report.mail.MailedReports.MailedReport;
import io.ucmbilling.store.mailing.Mailing;
import io.ucmbilling.store.mailing.Mailings;
import io.ucmbilling.store.mailing.Sending;
import io.ucmbilling.store.mailing.Sendings;
import io.ucmbilling.store.mailing.Sendings.SentMail;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Try to send one mail that is claimed.
 *
 * <ol>
 *   <li>If its setting was switched off meanwhile, it ends, unless somebody asked for it.
 *   <li>It waits until all its days are certified that may be, and at most {@code gateway.report.mail.certificate-wait} after it was due.
 *   <li>If it fails it is tried again after a minute, two, four and so on, at most an hour, for {@link #PATIENCE}; then it is given up.
 * </ol>
 */
@Component
final class MailTry {
    static final Duration PATIENCE = Duration.ofHours(24);
    private static final Logger LOG = LoggerFactory.getLogger(MailTry.class);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 6;

    private static final String SWITCHED_OFF =
            "This setting was switched off before the mail was sent, so it is not tried any more.";
    private static final String NOT_ALLOWED =
            "Who saved this setting is no administrator any more, or may see none of its sites. Save it again as"
                    + " somebody who may.";
    private static final String WRONG_FILTER =
            "The filter of this setting names what is gone, or what who saved it may not see any more (%s). Save it"
                    + " again with another filter.";
    private static final String TOO_LONG =
            "Sending took longer than " + MailWorker.LONGEST.toMinutes() + " minutes, or the gateway was stopped.";
    private static final String NO_SERVER = "No mail server is configured: set spring.mail.host.";

    private final Mailings mailings;
    private final Sendings sendings;
    private final MailedReports reports;
    private final DayCertificates certificates;
    private final MailDelivery delivery;
    private final MailPost post;
    private final MailMetrics metrics;
    private final MailSettings settings;
    private final Clock clock;

    MailTry(
            Mailings mailings,
            Sendings sendings,
            MailedReports reports,
            DayCertificates certificates,
            MailDelivery delivery,
            MailPost post,
            MailMetrics metrics,
            MailSettings settings,
            Clock clock) {
        this.mailings = mailings;
        this.sendings = sendings;
        this.reports = reports;
        this.certificates = certificates;
        this.delivery = delivery;
        this.post = post;
        this.metrics = metrics;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sends the mail, postpones it or notes why it failed. If even that fails, the claim runs out and it is tried again. */
    void run(Sending sending) {
        try {
            Optional<Mailing> mailing = mailings.find(sending.mailing());
            if (mailing.isPresent() && (mailing.get().enabled() || sending.asked())) {
                send(mailing.get(), sending);
            } else if (mailing.isPresent()) {
                sendings.ended(sending, SWITCHED_OFF, clock.instant());
            }
        } catch (IOException | MessagingException | RuntimeException | Error e) {
            LOG.debug("mail {}: failed", sending.id(), e);
            // An interrupt closes a connection, which fails in words of its own. That it failed is to be noted
            // nevertheless.
            failed(sending, Thread.interrupted() ? TOO_LONG : MailFailure.words(e));
        }
    }

    private void send(Mailing mailing, Sending sending) throws IOException, MessagingException {
        Optional<MailedReport> report = reports.of(mailing, sending.from(), sending.to());
        if (report.isEmpty() || report.get().sites().ids().isEmpty()) {
            failed(sending, NOT_ALLOWED);
            return;
        }
        if (!report.get().query().errors().isEmpty()) {
            failed(
                    sending,
                    WRONG_FILTER.formatted(FieldError.names(report.get().query().errors())));
            return;
        }
        List<UncertifiedDay> missing = certificates.missing(report.get(), sending);
        Instant latest = sending.dueAt().plus(settings.certificateWait());
        Instant now = clock.instant();
        if (!sending.asked() && missing.stream().anyMatch(UncertifiedDay::awaited) && now.isBefore(latest)) {
            Instant next = now.plus(BETWEEN_LOOKS);
            sendings.postpone(sending, next.isBefore(latest) ? next : latest);
        } else if (!post.hasServer()) {
            failed(sending, NO_SERVER);
        } else {
            SentMail sent = delivery.deliver(new MailOrder(mailing, sending, report.get(), missing));
            sendings.sent(sending, sent, clock.instant());
            metrics.sent();
            LOG.info(
                    "mail {}: sent to {} recipients, {} calls",
                    sending.id(),
                    sent.recipients().size(),
                    sent.calls());
        }
    }

    private void failed(Sending sending, String words) {
        Instant now = clock.instant();
        Instant next = next(sending, now);
        LOG.warn("mail {}: {} {}", sending.id(), words, next == null ? "It is given up." : "It is tried again.");
        try {
            sendings.failed(sending, words, now, next);
        } catch (RuntimeException e) {
            LOG.warn("mail {}: that it failed is not noted: {}", sending.id(), e.getMessage());
        }
    }

    /** Returns when it is tried again; null: not any more. */
    static @Nullable Instant next(Sending sending, Instant now) {
        Instant since = sending.failingSince() == null ? now : sending.failingSince();
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(sending.failures(), MOST_DOUBLINGS));
        Instant next = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        return next.isAfter(since.plus(PATIENCE)) ? null : next;
    }
}
