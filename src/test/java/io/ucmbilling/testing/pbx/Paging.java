package io.ucmbilling.testing.pbx;

/**
 * How a UCM pages; firmware differs, and the guide is silent (contract U6).
 *
 * @param counting what numRecords and offset count
 * @param order of the legs
 * @param ignoresOffset whether every page is the first one
 * @param most records a page holds at most, however many are asked for
 */
public record Paging(Counting counting, Order order, boolean ignoresOffset, int most) {
    /** Counts legs, ordered by session start, pages of 1000: what was seen on devices. */
    public static final Paging SEEN = new Paging(Counting.LEGS, Order.SESSION_START, false, 1000);

    /** What one of numRecords or offset is. */
    public enum Counting {
        LEGS,
        ITEMS
    }

    /** The order of legs, always ascending. */
    public enum Order {
        SESSION_START,
        ACCT_ID,
        HANG_UP
    }

    public Paging counting(Counting counting) {
        return new Paging(counting, order, ignoresOffset, most);
    }

    public Paging order(Order order) {
        return new Paging(counting, order, ignoresOffset, most);
    }

    public Paging ignoringOffset() {
        return new Paging(counting, order, true, most);
    }

    public Paging atMost(int most) {
        return new Paging(counting, order, ignoresOffset, most);
    }
}
