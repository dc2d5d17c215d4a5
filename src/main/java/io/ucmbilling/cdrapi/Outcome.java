package io.ucmbilling.cdrapi;

import java.util.Locale;

/** How a request to an export ended; the tag {@code outcome} of {@code gateway.cdrapi.requests}. */
enum Outcome {
    /** 200 with what matches. */
    ANSWERED,
    /** 200 with the empty container, because the request breaks a rule (contract S2). */
    REFUSED,
    /** 403: the peer's address is not permitted. */
    NOT_PERMITTED,
    /** 401: no or wrong credentials, also a client's first step of Digest. */
    UNAUTHORIZED,
    /** 404: neither cdrapi nor anything else that is served. */
    NOT_FOUND,
    /** 405: another method than GET, HEAD and POST. */
    WRONG_METHOD,
    /** 413 or 415: a body that is too large, or no form. */
    WRONG_BODY,
    /** 503: the database does not answer, or too many pages are being read. */
    UNAVAILABLE,
    /** 500: a fault of the gateway. */
    FAILED,
    /** The answer had begun and did not come to its end: the connection was broken off. */
    BROKEN_OFF;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
