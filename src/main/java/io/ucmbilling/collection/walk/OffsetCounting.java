package io.ucmbilling.collection.walk;

import io.ucmbilling.store.site.SiteProgress.Counting;

/** The unit that a UCM's offsets count, legs or items, as far as its pages have shown it (contract U6). */
final class OffsetCounting {
    private static final int ENOUGH_EVIDENCE = 3;

    private final int pageSize;
    private Counting counting;
    private int evidence;

    OffsetCounting(int pageSize, Counting counting) {
        this.pageSize = pageSize;
        this.counting = counting;
    }

    Counting counting() {
        return counting;
    }

    /** Takes back what was known: offsets moved on too far. */
    void doubt() {
        counting = Counting.UNKNOWN;
    }

    /**
     * Learns from a page that joins the one before without a gap. If offsets count items, no page begins in the middle
     * of a call.
     *
     * @param index of the page's first leg in the page before
     * @param expected what the index is if offsets count legs
     */
    void joined(PageOutline before, int index, long expected) {
        if (before.items() < before.legs().size() && counting == Counting.UNKNOWN) {
            evidence += index == expected && before.inMidCall(index) ? 1 : 0;
            counting = evidence >= ENOUGH_EVIDENCE ? Counting.LEGS : Counting.UNKNOWN;
        }
    }

    /** Returns by how much a page moves the offset on: 1 or more, and never too much. */
    int units(PageOutline page) {
        int legs = page.legs().size();
        if (legs > pageSize) {
            counting = Counting.ITEMS;
        }
        return Math.max(1, counting == Counting.LEGS ? legs : Math.min(page.items(), legs));
    }
}
