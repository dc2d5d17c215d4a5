package io.ucmbilling.collection.paging;

import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.ucm.site.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * Walks one window's pages by offset, over a table that moves (contract U6). Pure: it says what to ask next, given what
 * came back. The algorithm:
 *
 * <ol>
 *   <li>Ask from offset 0. Behind a full page ask with an overlap of one: the next page must begin with the last leg of
 *       this one. Behind a page that is not full ask right behind it, where only an empty page is expected.
 *   <li>Advance by the smaller of items and legs, until pages have shown three times that offsets count legs; then by legs.
 *   <li>A page that begins earlier in the last one than it should: a record has landed in front. Go on, and walk again
 *       from the start when the end is reached. One that begins nowhere in the last one: something was deleted, a leg may
 *       have been skipped. Walk again at once. After three times anew: DRIFTED.
 *   <li>A page that came before, although the offset moved on: ask again; twice: REPEATED_PAGE.
 *   <li>Only an empty page ends the walk. Empty where a leg must stand, three times: SUSPECT_EMPTY.
 *   <li>A strict walk believes an end only when the leg before it still comes and the end is empty a second time, and
 *       believes an empty window only at the third time.
 * </ol>
 */
public final class Walk {
    private static final int MOST_EMPTIES = 3;
    private static final int MOST_REPEATS = 2;
    private static final int MOST_RESTARTS = 3;
    private static final int ENOUGH_EVIDENCE = 3;

    /** What to ask next. */
    public record Request(long offset, int records) {}

    /** What follows from an answer. */
    public sealed interface Step {
        /** Ask {@link #next()}. */
        record GoOn() implements Step {}

        /** The window has been read to its end. */
        record Ended() implements Step {}

        /** The walk cannot go on. */
        record Failed(FaultKind kind, String what) implements Step {}
    }

    private static final Step GO_ON = new Step.GoOn();

    private final int pageSize;
    private final boolean strict;
    private Counting counting;
    private long offset;
    private long lastOffset;
    private @Nullable PageOutline last;
    private boolean overlapped;
    private boolean control;
    private boolean confirmed;
    private boolean landedInFront;
    private boolean anything;
    private int fullAt;
    private int empties;
    private int repeats;
    private int restarts;
    private int evidence;

    /**
     * @param pageSize records to ask for at a time, 2 or more
     * @param strict whether an end must be confirmed
     * @param counting what is known of the UCM
     */
    public Walk(int pageSize, boolean strict, Counting counting) {
        this.pageSize = pageSize;
        this.fullAt = pageSize;
        this.strict = strict;
        this.counting = counting;
    }

    public Request next() {
        return control ? new Request(offset - 1, 1) : new Request(offset, pageSize);
    }

    /** Whether it is at its start, for the first time or anew: nothing that came until now stands between it and its end. */
    public boolean atStart() {
        return last == null;
    }

    /** What the pages have shown so far. */
    Counting counting() {
        return counting;
    }

    /** Whether any page was not empty. */
    boolean sawAnything() {
        return anything;
    }

    public Step answered(PageOutline page) {
        if (page.isEmpty()) {
            return emptied();
        }
        anything = true;
        empties = 0;
        return control ? controlled(page) : read(page);
    }

    private Step emptied() {
        if (last == null) {
            return strict && ++empties < MOST_EMPTIES ? GO_ON : new Step.Ended();
        }
        if (overlapped || control) {
            return ++empties < MOST_EMPTIES
                    ? GO_ON
                    : new Step.Failed(
                            FaultKind.SUSPECT_EMPTY,
                            "nothing at offset " + next().offset() + ", expected the leg that stood there");
        }
        if (strict && !confirmed) {
            control = true;
            return GO_ON;
        }
        return landedInFront ? anew("a record landed in front of the offset") : new Step.Ended();
    }

    /** The leg before the end still comes: the end is asked for once more. */
    private Step controlled(PageOutline page) {
        control = false;
        if (last == null || last.indexOfFirst(page) < 0) {
            return anew("the last leg is another one than before");
        }
        confirmed = true;
        return GO_ON;
    }

    private Step read(PageOutline page) {
        confirmed = false;
        PageOutline before = last;
        if (before != null) {
            if (page.equals(before)) {
                return ++repeats < MOST_REPEATS
                        ? GO_ON
                        : new Step.Failed(
                                FaultKind.REPEATED_PAGE,
                                "offset " + offset + " gave the page of offset " + lastOffset + " again");
            }
            repeats = 0;
            Step broken = joined(before, page);
            if (broken != null) {
                return broken;
            }
        }
        advance(page);
        return GO_ON;
    }

    /** Whether the page joins the one before without a gap; null: it does. */
    private @Nullable Step joined(PageOutline before, PageOutline page) {
        int index = before.indexOfFirst(page);
        if (index < 0) {
            if (overlapped) {
                counting = Counting.UNKNOWN;
                return anew("offset " + offset + " begins behind the page before it");
            }
            // What was not full was not the last page either: look back one leg to see that nothing is between.
            fullAt = Math.min(fullAt, Math.max(before.items(), before.legs().size()));
            if (offset - lastOffset < 2) {
                return null;
            }
            offset--;
            overlapped = true;
            return GO_ON;
        }
        long expected = offset - lastOffset;
        if (index < expected || !page.continues(before, index)) {
            landedInFront = true;
        } else if (before.items() < before.legs().size() && counting == Counting.UNKNOWN) {
            learn(index == expected && before.inMidCall(index));
        }
        return null;
    }

    /** Where offsets count items no page begins in the middle of a call. */
    private void learn(boolean countsLegs) {
        evidence += countsLegs ? 1 : 0;
        if (evidence >= ENOUGH_EVIDENCE) {
            counting = Counting.LEGS;
        }
    }

    private void advance(PageOutline page) {
        int legs = page.legs().size();
        if (legs > pageSize) {
            counting = Counting.ITEMS;
        }
        int units = counting == Counting.LEGS ? legs : Math.min(page.items(), legs);
        units = Math.max(1, units);
        overlapped = Math.max(page.items(), legs) >= fullAt && units >= 2;
        last = page;
        lastOffset = offset;
        offset += overlapped ? units - 1 : units;
    }

    private Step anew(String why) {
        if (++restarts > MOST_RESTARTS) {
            return new Step.Failed(FaultKind.DRIFTED, why + ", after walking anew " + MOST_RESTARTS + " times");
        }
        offset = 0;
        last = null;
        overlapped = false;
        control = false;
        confirmed = false;
        landedInFront = false;
        empties = 0;
        repeats = 0;
        return GO_ON;
    }
}
