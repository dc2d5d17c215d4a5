package io.ucmbilling.cdrapi.api;

import io.ucmbilling.cdrapi.export.RequestOutcome;

/** Statuses with which a request is refused, with numbers and words as in the vendor's list of return codes. */
enum ApiStatus {
    INVALID_PARAMETERS(-1, RequestOutcome.REFUSED, "Invalid parameters!"),
    COOKIE_ERROR(-6, RequestOutcome.UNAUTHORIZED, "Cookie error"),
    SYSTEM_TIMEOUT(-8, RequestOutcome.TIMED_OUT, "System timeout"),
    ABNORMAL_SYSTEM_ERROR(-9, RequestOutcome.FAILED, "Abnormal system error!"),
    /** There is no record of that id, or it names no recording. */
    INVALID_VALUE(-15, RequestOutcome.NOT_FOUND, "Invalid value"),
    UNSUPPORTED(-19, RequestOutcome.REFUSED, "Unsupported"),
    /** There is no such recording or directory (contract U2). */
    UPDATE_FAILED(-25, RequestOutcome.NOT_FOUND, "Failed to update data"),
    WRONG_ACCOUNT(-37, RequestOutcome.UNAUTHORIZED, "Wrong account or password!"),
    TOO_FREQUENT(
            -45,
            RequestOutcome.UNAVAILABLE,
            "Operating too frequently or other users are doing the same operation. Please retry after 15 seconds.");

    private final int number;
    private final RequestOutcome outcome;
    private final String words;

    ApiStatus(int number, RequestOutcome outcome, String words) {
        this.number = number;
        this.outcome = outcome;
        this.words = words;
    }

    int number() {
        return number;
    }

    RequestOutcome outcome() {
        return outcome;
    }

    String words() {
        return words;
    }
}
