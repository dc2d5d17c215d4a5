package io.ucmbilling.report.signin;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.access.DenialLog;
import io.ucmbilling.access.client.MinuteCounts;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.store.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What is told of sign-ins: each in the audit, a metric, and the log where they were refused. Of those refused, the audit gets two a minute
 * of an address and thirty in all, the log as many as {@link DenialLog} says. What was typed is told only if it is the name of a user: it
 * may be a password in the wrong field.
 */
final class SignInAudit {
    private static final int REFUSED_A_MINUTE = 30;
    private static final int REFUSED_A_MINUTE_OF_ADDRESS = 2;
    private static final String UNKNOWN = "somebody unknown";
    private static final String SIGN_IN = "/login";
    private static final String SIGN_OUT = "/logout";

    private final AuditTrail trail;
    private final MeterRegistry meters;
    private final Clock clock;
    private final DenialLog log;
    private final MinuteCounts refused;

    SignInAudit(AuditTrail trail, MeterRegistry meters, Clock clock) {
        this.trail = trail;
        this.meters = meters;
        this.clock = clock;
        this.log = new DenialLog(clock);
        this.refused = new MinuteCounts(clock);
    }

    void signedIn(ReportUser user, HttpServletRequest request) {
        count("admitted");
        trail.add(entry(user.actor(), request, AuditAction.SIGN_IN, AuditOutcome.DONE, null));
    }

    void signedOut(ReportUser user, HttpServletRequest request) {
        trail.add(entry(user.actor(), request, AuditAction.SIGN_OUT, AuditOutcome.DONE, null));
    }

    /**
     * Tells of one that was refused.
     *
     * @param user null: nobody who is known
     * @param why such as {@code wrong password}
     * @return whether it is one of the few of a minute that are told in full
     */
    boolean refused(@Nullable ReportUser user, HttpServletRequest request, String why) {
        String address = request.getRemoteAddr();
        count("refused");
        log.note(user == null ? "report" : "report user " + user.name(), why, address);
        boolean told = !refused.count(address, REFUSED_A_MINUTE_OF_ADDRESS).exceeded()
                && !refused.count("", REFUSED_A_MINUTE).exceeded();
        if (told) {
            trail.add(entry(
                    user == null ? UNKNOWN : user.actor(), request, AuditAction.SIGN_IN, AuditOutcome.REFUSED, why));
        }
        return told;
    }

    /** Counts one that was not even looked at. */
    void turnedAway() {
        count("turned_away");
    }

    private void count(String outcome) {
        meters.counter("gateway.report.sign.ins", "outcome", outcome).increment();
    }

    private AuditEntry entry(
            String user,
            HttpServletRequest request,
            AuditAction action,
            AuditOutcome outcome,
            @Nullable String detail) {
        String target = action == AuditAction.SIGN_IN ? SIGN_IN : SIGN_OUT;
        return new AuditEntry(clock.instant(), user, request.getRemoteAddr(), action, null, target, outcome, detail);
    }
}
