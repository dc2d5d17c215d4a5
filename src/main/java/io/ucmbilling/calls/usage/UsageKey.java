package io.ucmbilling.calls.usage;

/** Keys by which usage is grouped (billing contract B4). At most one of the last three goes into one question. */
public enum UsageKey {
    HOUR("hour"),
    DAY("day"),
    MONTH("month"),
    HOUR_OF_WEEK("hourOfWeek"),
    SITE("site"),
    DIRECTION("direction"),
    STATUS("status"),
    /** The call's trunks, each by its name, else by its token. */
    TRUNK("trunk"),
    EXTENSION("extension"),
    KIND("kind");

    private final String text;

    UsageKey(String text) {
        this.text = text;
    }

    /** Returns the name that clients know. */
    public String text() {
        return text;
    }

    boolean isTime() {
        return ordinal() <= HOUR_OF_WEEK.ordinal();
    }

    /** Returns whether a call may have several of it, so that it counts once for each. */
    public boolean isPart() {
        return ordinal() >= TRUNK.ordinal();
    }
}
