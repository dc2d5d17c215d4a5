package io.ucmbilling.calls.query;

/** Order of a list: by startedAt, then by id. One is the exact reverse of the other. */
public enum CallOrder {
    EARLIEST_FIRST(">", ""),
    LATEST_FIRST("<", " DESC");

    private final String behind;
    private final String direction;

    CallOrder(String behind, String direction) {
        this.behind = behind;
        this.direction = direction;
    }

    /** Returns the operator that tells what stands behind a position. */
    public String behind() {
        return behind;
    }

    /** Returns what stands behind each column of ORDER BY. */
    public String direction() {
        return direction;
    }
}
