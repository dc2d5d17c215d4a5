package io.ucmbilling.report.mailing;

import io.ucmbilling.report.mail.MailPlanner;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.mailing.Mailing;
import io.ucmbilling.store.mailing.Mailings;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes of settings, and mails that people ask for. Each is noted in the audit, in the same transaction (billing contract A7).
 *
 * <p>An entry names the setting by its id, and tells its name and its recipients, of whom a setting has few.
 */
@Component
record MailingChanges(
        Mailings mailings, MailPlanner planner, AuditTrail trail, Transactions transactions, Clock clock) {
    /**
     * Who asks.
     *
     * @param address where the request came from
     * @param target the path that was asked
     */
    record Asker(ReportUser user, String address, String target) {}

    /** Saves a setting, and returns whether there was room for it. */
    boolean save(Mailing mailing, Asker asker) {
        return transactions.writing(connection -> {
            boolean saved = mailings.save(mailing, clock.instant());
            note(asker, mailing, saved ? AuditOutcome.DONE : AuditOutcome.REFUSED);
            return saved;
        });
    }

    void delete(Mailing mailing, Asker asker) {
        transactions.writing(connection -> {
            mailings.delete(mailing.id());
            note(asker, mailing, AuditOutcome.DONE);
            return mailing;
        });
    }

    /** Has the last days that are over mailed, whatever the setting has sent already. */
    void send(Mailing mailing, Asker asker) {
        transactions.writing(connection -> {
            planner.planNow(mailing);
            note(asker, mailing, AuditOutcome.DONE);
            return mailing;
        });
    }

    /**
     * Notes that a form was wrong, and changed nothing.
     *
     * @param before null: it was to be a new setting
     */
    void refused(@Nullable Mailing before, Asker asker) {
        note(asker, before, AuditOutcome.REFUSED);
    }

    private void note(Asker asker, @Nullable Mailing mailing, AuditOutcome outcome) {
        trail.add(new AuditEntry(
                clock.instant(),
                asker.user().actor(),
                asker.address(),
                AuditAction.MAILING,
                mailing == null ? null : site(mailing),
                asker.target(),
                outcome,
                mailing == null ? null : detail(mailing)));
    }

    /** Returns the one site that a setting may show; null: several. */
    private static @Nullable String site(Mailing mailing) {
        List<String> sites = mailing.sites();
        return sites != null && sites.size() == 1 ? sites.getFirst() : null;
    }

    private static String detail(Mailing mailing) {
        return mailing.id() + ": " + mailing.name() + ", " + (mailing.enabled() ? "enabled" : "not enabled") + ", to "
                + String.join(", ", mailing.recipients());
    }
}
