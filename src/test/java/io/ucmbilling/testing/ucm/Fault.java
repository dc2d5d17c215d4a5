package io.ucmbilling.testing.ucm;

/** One way in which the {@link SimulatedUcm} goes wrong. Unless said otherwise it strikes after a right sign-in. */
public enum Fault {
    /** Never answers: holds the connection until the client gives up, {@link FaultSchedule#release} is called or the server stops. */
    TIME_OUT,
    /** Answers one byte at a time, with a pause between any two, so that no read times out but the answer never ends. */
    SLOW,
    /** Resets the connection (RST) before the first byte of the answer. */
    RESET,
    /** Resets the connection in the middle of the header lines. */
    RESET_IN_HEADERS,
    /** Closes the connection in order after half the bytes that Content-Length promised. */
    HALF_BODY,
    /** A right Content-Length over a body that was cut in the middle of its text. */
    CUT_BODY,
    /** 200 with the HTML page of a login form. */
    WRONG_CONTENT_TYPE,
    /** 500. */
    SERVER_ERROR,
    /** 503 without Retry-After. */
    UNAVAILABLE,
    /** 503 with Retry-After, see {@link FaultSchedule#retryAfter}. */
    TOLD_TO_WAIT,
    /** 401 although the password is right; on the HTTPS API a lost cookie and a refused login. Does not count for the lock. */
    UNAUTHORIZED,
    /** 403. */
    FORBIDDEN,
    /** 302 to a login page. */
    REDIRECT,
    /** 200 with the empty container although there are records (contract U7). Waits for a page that would hold some. */
    LYING_EMPTY,
    /** One record of the page has a start that is no time. Waits for a page that holds a record. */
    GARBLED,
    /** One record of the page has bytes that are no UTF-8. Waits for a page that holds a record. */
    BAD_BYTES,
    /** The page before once more although the offset moved on. Waits for a request that walks on. */
    REPEATED_PAGE,
    /** A body that never ends; stops when the client gives up. */
    TOO_LARGE;
}
