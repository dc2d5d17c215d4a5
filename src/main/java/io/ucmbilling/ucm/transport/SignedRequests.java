package io.ucmbilling.ucm.transport;

import io.ucmbilling.ucm.http.FaultFactory;
import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.http.StreamingResponse;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.hc.client5.http.auth.AuthScheme;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * Requests of the guide's way in, signed as {@link HttpCredentials} says. Safe for use by several threads:
 *
 * <ol>
 *   <li>If the credentials are known to be right, requests go out side by side.
 *   <li>Else one thread at a time tries, so that wrong ones go out once and not once a thread.
 *   <li>So does a thread whose request was refused although the credentials had been right, unless another has signed
 *       in anew meanwhile.
 *   <li>If another thread was refused meanwhile, the waiting ones are refused without sending.
 * </ol>
 */
final class SignedRequests {
    /** Bare, with credentials, and twice again for a nonce that went stale meanwhile. */
    private static final int MOST_SENDINGS = 4;

    private final Site site;
    private final HttpCredentials credentials;
    private final RefusedLogin refused;
    private final boolean heeds;
    private final ReentrantLock trying = new ReentrantLock();

    /** An answer, and what its request was signed with; null: nothing. */
    private record Attempt(
            StreamingResponse answer, @Nullable AuthScheme signed) {
        boolean isRefused() {
            return answer.status() == 401;
        }
    }

    /** @param heeds whether a refusal not long ago stops a request; see {@link RefusedLogin} */
    SignedRequests(Site site, RefusedLogin refused, boolean heeds) {
        this.site = site;
        this.credentials = new HttpCredentials(site);
        this.refused = refused;
        this.heeds = heeds;
    }

    /**
     * Sends the request and returns the answer, of any status but 401. The caller closes it.
     *
     * @param request makes it anew for each sending
     */
    StreamingResponse open(HttpCall call, Supplier<HttpUriRequestBase> request) throws UcmFault {
        Attempt first = credentials.isAccepted() ? attempt(call, request) : null;
        if (first != null && !first.isRefused()) {
            return first.answer();
        }
        lock();
        try {
            return tried(call, request, first);
        } finally {
            trying.unlock();
        }
    }

    private StreamingResponse tried(HttpCall call, Supplier<HttpUriRequestBase> request, @Nullable Attempt first)
            throws UcmFault {
        Attempt attempt = first;
        for (int sendings = first == null ? 0 : 1; ; sendings++) {
            if (attempt != null) {
                if (!attempt.isRefused()) {
                    accepted(attempt);
                    return attempt.answer();
                }
                List<String> challenges = attempt.answer().challenges();
                if (!credentials.challenged(attempt.signed(), challenges) || sendings == MOST_SENDINGS) {
                    throw refused.remember(fault(challenges));
                }
            }
            if (heeds) {
                refused.check();
            }
            attempt = attempt(call, request);
        }
    }

    private void accepted(Attempt attempt) {
        credentials.accepted(attempt.signed());
        if (attempt.signed() != null) {
            refused.forget();
        }
    }

    /** Sends the request once. The answer of a 401 is closed, its headers stay. */
    private Attempt attempt(HttpCall call, Supplier<HttpUriRequestBase> request) throws UcmFault {
        @Nullable AuthScheme[] signed = {null};
        StreamingResponse answer = call.open(() -> {
            HttpUriRequestBase made = request.get();
            signed[0] = credentials.authorize(made);
            return made;
        });
        if (answer.status() == 401) {
            call.finish(answer);
        }
        return new Attempt(answer, signed[0]);
    }

    private void lock() throws UcmFault {
        try {
            trying.lockInterruptibly();
        } catch (InterruptedException e) {
            throw FaultFactory.interrupted(site, "to sign in");
        }
    }

    private UcmFault fault(List<String> challenges) {
        String schemes = challenges.stream()
                .map(header -> header.strip().split("[ ,]", 2)[0])
                .toList()
                .toString();
        boolean bare = site.username().isEmpty();
        return FaultFactory.of(
                site,
                FaultKind.LOGIN_REFUSED,
                "HTTP 401 " + schemes + (bare ? " without a user" : ""),
                bare
                        ? "gateway.sites." + site.id() + ".username and .password to be set"
                        : "the configured user and password to be accepted by Digest or Basic");
    }
}
