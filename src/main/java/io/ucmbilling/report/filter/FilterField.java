package io.ucmbilling.report.filter;

/** Fields of the form <i>CDR Filter</i>, and what else an address of the report says. The order is that of an address. */
public enum FilterField {
    /** INBOUND, OUTBOUND, INTERNAL, EXTERNAL, any of several; none: all. */
    DIRECTION("direction"),
    /** Numbers by commas: what they begin with, or anywhere behind a {@code *}. */
    CALLER_NUMBER("callerNumber", true),
    /** Names by commas, anywhere in the caller's. */
    CALLER_NAME("callerName", true),
    /** A quick range, which goes on with the calendar; it counts if neither of the next two is there, or both are as it has them now. */
    PERIOD("period"),
    /** Date and time, or a date: its midnight. */
    FROM("from"),
    /** Date and time, exclusive; or a date, which belongs to the period. */
    TO("to"),
    CALLEE_NUMBER("calleeNumber", true),
    DIALLED_NUMBER("dialledNumber", true),
    ANSWERED_BY("answeredBy", true),
    /** Ids of sites, any of several; none: all. */
    SITE("site"),
    /** Names of {@code CallStatus}, any of several; none: all. */
    STATUS("status"),
    /** Tokens or names, by commas. */
    TRUNK("trunk", true),
    /** Extensions by commas, whole, or what they begin with in front of a {@code *}. */
    EXTENSION("extension", true),
    /** {@code yes} or {@code no}. */
    RECORDED("recorded"),
    TEXT("text"),
    /** Days of the week, any of several; none: all. */
    DAY("day"),
    HOURS_FROM("hoursFrom"),
    HOURS_TO("hoursTo"),
    /** {@code outside}: all times but these hours. */
    HOURS("hours"),
    /** Seconds that the caller waited at least. */
    WAITED_FROM("waitedFrom"),
    /** Seconds that the caller waited at most. */
    WAITED_TO("waitedTo"),
    /** {@code true}: missed and not called back. */
    MISSED("missed"),
    /** Name of a time zone; none: the site's own. */
    ZONE("zone"),
    SORT("sort"),
    /** {@code asc} or {@code desc}. */
    ORDER("order"),
    SIZE("size"),
    PAGE("page");

    private final String parameter;
    private final boolean byCommas;

    FilterField(String parameter) {
        this(parameter, false);
    }

    FilterField(String parameter, boolean byCommas) {
        this.parameter = parameter;
        this.byCommas = byCommas;
    }

    /** Returns whether several stand in the field by commas. */
    boolean isByCommas() {
        return byCommas;
    }

    /** Returns the name of the field in the form and in the address. */
    public String parameter() {
        return parameter;
    }
}
