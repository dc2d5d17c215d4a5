package io.ucmbilling.ucm.site;

/**
 * Every way in which a pass can fail, with what follows from it: the one table of retry rules. The name, in lower case,
 * is also the {@code kind} of the counter {@code gateway.collection.faults}.
 */
public enum FaultKind {
    /** No connection: name not found, refused, no route, or given up while connecting. */
    UNREACHABLE(Retry.BACKOFF),
    /** Connected, but the answer, or the rest of it, did not come in time. */
    TIMED_OUT(Retry.BACKOFF),
    /** The connection broke before the answer was whole. */
    BROKEN_OFF(Retry.BACKOFF),
    /** The TLS handshake failed, or the certificate is not the trusted one. */
    TLS_REFUSED(Retry.BACKOFF),
    /** 401 with the right scheme, or a login that the HTTPS API refuses. A lock-out looms (contract U1). */
    LOGIN_REFUSED(Retry.LOGIN_BACKOFF),
    /** 403, or the HTTPS API's "no permission": this address is not permitted on the UCM. */
    ACCESS_DENIED(Retry.LOGIN_BACKOFF),
    /** A redirect, which no UCM sends from cdrapi: a portal or a proxy answers. Never followed. */
    REDIRECTED(Retry.BACKOFF),
    /** 404 or any other 4xx: no cdrapi at this address. */
    NOT_OFFERED(Retry.BACKOFF),
    /** 5xx without Retry-After, or a success other than 200. */
    SERVER_ERROR(Retry.BACKOFF),
    /** 429, 5xx with Retry-After, or the HTTPS API's "too frequently": waits as asked, within bounds. */
    TOLD_TO_WAIT(Retry.AS_TOLD),
    /** An answer with a status other than 0, as the HTTPS API has it, that is no login matter. */
    API_ERROR(Retry.BACKOFF),
    /** The Content-Type is not the format's. */
    WRONG_CONTENT_TYPE(Retry.BACKOFF),
    /** The body is no whole page. */
    MALFORMED(Retry.BACKOFF),
    /** The body is larger than the bound. */
    TOO_LARGE(Retry.BACKOFF),
    /** Nothing came for a window in which records are known (contract U7). */
    SUSPECT_EMPTY(Retry.BACKOFF),
    /** The same page again although the offset moved on. */
    REPEATED_PAGE(Retry.BACKOFF),
    /** The pages kept moving under the walk, more often than it begins anew. */
    DRIFTED(Retry.BACKOFF),
    /** Another replica took the site over: this pass stops, the other goes on. */
    LOCK_LOST(Retry.BACKOFF),
    /** The gateway's own database did not take the page. */
    STORE_UNAVAILABLE(Retry.BACKOFF),
    /** A fault of the gateway itself. Nothing of what it was doing is stored. */
    INTERNAL(Retry.BACKOFF);

    /** Rules of when a site is asked again after a fault. */
    public enum Retry {
        /** {@code gateway.collection.first-backoff}, doubled and jittered up to {@code max-backoff}. */
        BACKOFF,
        /** {@code gateway.collection.login-backoff}, so that no account is locked. */
        LOGIN_BACKOFF,
        /** After the time the answer names, at least as BACKOFF, at most an hour. */
        AS_TOLD
    }

    private final Retry retry;

    FaultKind(Retry retry) {
        this.retry = retry;
    }

    public Retry retry() {
        return retry;
    }
}
