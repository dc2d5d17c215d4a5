package io.ucmbilling.calls.report;

/**
 * Column that calls are sorted by. Texts compare by code unit. Calls of which nothing is known there stand first in ascending order, and
 * last in descending order.
 */
public enum SortColumn {
    START("started_at"),
    /** By the site's id. */
    SITE("site"),
    /** By the caller's number as given. */
    FROM("caller_number"),
    /** By the callee's number as given. */
    TO("callee_number"),
    ANSWERED_BY("answered_by"),
    /** By the duration. */
    CALL_TIME("duration"),
    /** By the billable seconds. */
    TALK_TIME("billable"),
    /** In the order of the words: answered, busy, failed, no answer, unknown, voicemail. */
    STATUS("status");

    private final String column;

    SortColumn(String column) {
        this.column = column;
    }

    /** Returns the column of the table of calls. */
    String column() {
        return "c." + column;
    }
}
