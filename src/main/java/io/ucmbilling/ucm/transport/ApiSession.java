package io.ucmbilling.ucm.transport;

import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.ucm.http.FaultFactory;
import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A site's session on the newer HTTPS API (contract U1). One a site, for records and recordings alike, so that no login
 * of one ends the session of the other. Safe for use by several threads.
 *
 * <ol>
 *   <li>An {@link ApiLogin} gives a cookie, which goes with all that follows, beside the cookies that answers set by
 *       header.
 *   <li>A cookie refused sooner than expected is renewed once a request, by one thread for all.
 * </ol>
 *
 * A refused login is never repeated here, as the UCM locks the account.
 */
final class ApiSession {
    /** Time after which a cookie is renewed. About ten minutes is its life (contract U1). */
    private static final Duration COOKIE_LIFE = Duration.ofMinutes(9);

    private final Site site;
    private final Clock clock;
    private final RefusedLogin refused;
    private final ApiLogin login;
    private final ReentrantLock loggingIn = new ReentrantLock();
    private volatile @Nullable Session session;

    ApiSession(Site site, Clock clock, RefusedLogin refused) {
        this.site = site;
        this.clock = clock;
        this.refused = refused;
        this.login = new ApiLogin(site, clock);
    }

    private record Session(ApiRequests requests, Instant until) {}

    interface Asking<T> {
        T by(ApiRequests requests) throws UcmFault, RefusedPageException;
    }

    /**
     * Asks within the session, logging in first if there is none.
     *
     * @param action for the fault if it is refused
     * @param heeds whether a login refused not long ago stops another; see {@link RefusedLogin}
     */
    <T> T ask(HttpCall call, String action, boolean heeds, Asking<T> asking) throws UcmFault {
        Session known = session;
        if (known != null && isGood(known)) {
            try {
                return asking.by(known.requests());
            } catch (RefusedPageException e) {
                if (!ApiStatus.endsSession(e.status())) {
                    throw ApiStatus.fault(site, action, e.status());
                }
            }
        }
        Session renewed = renewed(call, known, heeds);
        try {
            return asking.by(renewed.requests());
        } catch (RefusedPageException e) {
            throw ApiStatus.fault(site, action, e.status());
        }
    }

    private boolean isGood(Session session) {
        return clock.instant().isBefore(session.until());
    }

    /** Logs in, unless another thread has done so since that session was seen. */
    @SuppressWarnings("ReferenceEquality")
    private Session renewed(HttpCall call, @Nullable Session old, boolean heeds) throws UcmFault {
        lock();
        try {
            Session known = session;
            if (known != null && known != old && isGood(known)) {
                return known;
            }
            if (heeds) {
                refused.check();
            }
            return started(call);
        } finally {
            loggingIn.unlock();
        }
    }

    private Session started(HttpCall call) throws UcmFault {
        try {
            session = null;
            Instant now = clock.instant();
            Session fresh = new Session(login.session(call), now.plus(COOKIE_LIFE));
            session = fresh;
            refused.forget();
            return fresh;
        } catch (UcmFault fault) {
            throw refused.remember(fault);
        }
    }

    private void lock() throws UcmFault {
        try {
            loggingIn.lockInterruptibly();
        } catch (InterruptedException e) {
            throw FaultFactory.interrupted(site, "to log in");
        }
    }
}
