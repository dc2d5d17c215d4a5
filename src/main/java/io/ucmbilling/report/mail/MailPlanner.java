package io.ucmbilling.report.mail;

import io.ucmbilling.report.mail.MailSchedule.Occasion;
import io.ucmbilling.store.mailing.Mailing;
import io.ucmbilling.store.mailing.Mailings;
import io.ucmbilling.store.mailing.PlannedSending;
import io.ucmbilling.store.mailing.Sendings;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Planner of mails. Of several replicas that plan at one time, the first makes the row and the others find it. */
@Component
public final class MailPlanner {
    private final Mailings mailings;
    private final Sendings sendings;
    private final MailPost post;
    private final Clock clock;

    MailPlanner(Mailings mailings, Sendings sendings, MailPost post, Clock clock) {
        this.mailings = mailings;
        this.sendings = sendings;
        this.post = post;
        this.clock = clock;
    }

    /** Plans all that is due, also what became due while no replica ran. */
    void plan() {
        Instant now = clock.instant();
        for (Mailing mailing : mailings.all()) {
            if (mailing.enabled()) {
                List<Occasion> due = MailSchedule.of(mailing).due(mailing.plannedUntil(), now);
                if (!due.isEmpty()) {
                    sendings.plan(
                            mailing.id(),
                            due.stream()
                                    .map(occasion -> planned(mailing, occasion, false))
                                    .toList(),
                            due.getLast().dueAt());
                }
            }
        }
    }

    /** Plans a mail of the last days that are over, beside those that are due. */
    public void planNow(Mailing mailing) {
        Instant now = clock.instant();
        Occasion last = MailSchedule.of(mailing).last(now);
        sendings.plan(planned(mailing, new Occasion(last.from(), last.to(), now), true));
    }

    private PlannedSending planned(Mailing mailing, Occasion occasion, boolean asked) {
        return new PlannedSending(
                mailing.id(),
                asked,
                occasion.from(),
                occasion.to(),
                occasion.dueAt(),
                "<" + UUID.randomUUID() + "@" + post.domain() + ">");
    }
}
