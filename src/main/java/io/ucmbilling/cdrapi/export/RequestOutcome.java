package io.ucmbilling.cdrapi.export;

import java.util.Locale;

/**
 * Outcomes of a request to an export, as the tag {@code outcome} of {@code gateway.cdrapi.requests}, {@code
 * gateway.recapi.requests} and {@code gateway.exports.api.requests}. The newer API tells of them by a status in its answer.
 */
public enum RequestOutcome {
    /** 200 with what matches. Of a recording also 206 with the range asked for, and 304. */
    ANSWERED,
    /** The request breaks a rule: cdrapi answers 200 with the empty container (contract S2), recapi 404, 412 or 416 (S6). */
    REFUSED,
    /** 403: the peer's address is not permitted. */
    NOT_PERMITTED,
    /** 401: no or wrong credentials, also a client's first step of Digest. */
    UNAUTHORIZED,
    /** 404: neither cdrapi nor recapi, or no such recording or directory. */
    NOT_FOUND,
    /** 405: another method than GET, HEAD and POST. */
    WRONG_METHOD,
    /** 413 or 415: a body that is too large, or no form. */
    WRONG_BODY,
    /** 503: the database or the UCM does not answer, or too many answers are under way. */
    UNAVAILABLE,
    /** 503: the database worked longer for the page than query-timeout. */
    TIMED_OUT,
    /** Answers 500: a fault of the gateway. */
    FAILED,
    /** The answer did not come to its end: the connection was broken off, by the client before or by the gateway after it had begun. */
    BROKEN_OFF;

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
