package io.ucmbilling.report.audit;

import io.ucmbilling.report.page.GuideFormat;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import java.time.ZoneId;
import java.util.Objects;

/**
 * An entry as a line of the table shows it.
 *
 * @param action key of its text
 * @param outcome key of its text
 * @param sign icon of the outcome
 * @param tone how good the outcome is, as the sheet names it
 */
record AuditRow(
        String time,
        String who,
        String address,
        String action,
        String site,
        String target,
        String outcome,
        String sign,
        String tone,
        String detail) {

    static AuditRow of(AuditEntry entry, ZoneId zone) {
        boolean done = entry.outcome() == AuditOutcome.DONE;
        return new AuditRow(
                GuideFormat.time(entry.at(), zone),
                entry.actor(),
                Objects.requireNonNullElse(entry.address(), ""),
                "audit.action." + entry.action(),
                Objects.requireNonNullElse(entry.site(), ""),
                entry.target(),
                "audit.outcome." + entry.outcome(),
                done ? "ANSWERED" : "warning",
                done ? "good" : entry.outcome() == AuditOutcome.FAILED ? "bad" : "warn",
                Objects.requireNonNullElse(entry.detail(), ""));
    }
}
