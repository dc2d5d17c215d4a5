package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds where a UCM's records differ from the kept ones by counting, and reads only there. In any window, whatever the order
 * of records in it, what comes from offset n on tells how many more than n the UCM holds there. Decides alone; {@link Sides}
 * asks and keeps. The algorithm:
 *
 * <ol>
 *   <li>The open window: ask from offset kept − 1 on, which counts what the UCM holds. If it then holds as many as are kept and
 *       something new came, all of it has come, and one request confirms the end.
 *   <li>Else read the newest minutes whole, in which calls still end: nearly all that is new stands there, wherever the UCM's
 *       order puts it. Usually two requests in all. If nothing was new, this read finds what came where as many were deleted.
 *   <li>What is still missing started before these minutes: {@link #gather}.
 *   <li>A window whose newest part has settled: read what starts behind the last kept record, which is all new; then ask for
 *       the whole from offset kept on. Nothing: two requests and no record too many. Now and then from kept − 1, which proves it.
 *   <li>Where more come than were new, records have landed among the kept ones: {@link #gather}.
 *   <li>A closed window: one request; where the counts differ, {@link #repair}.
 *   <li>Nothing where something must or may well be is asked three times, since an empty answer is no proof (contract U7).
 *   <li>Where the counts do not come to agree, or after too many requests, counting does not help here: UNSETTLED, and the
 *       caller reads everything.
 * </ol>
 *
 * <p>As many deleted as came late, in one window between two looks, is what no count sees; a whole read does.
 */
final class Comparison {
    private static final int MOST_EMPTIES = 3;
    /** What is read whole rather than split further: a split costs two requests. */
    private static final int SMALL = 24;
    /** The same where it is known how many are missing: a split costs one request. */
    private static final int LEAF = 8;
    /** The same before the newest minutes of an open window, where a request is dearer than the rows it saves. */
    private static final int LARGE_LEAF = 100;
    /** A part of which more than one in so many is missing is read whole. */
    private static final int DENSE = 3;
    /** Growth of the parts from the end of the window on: a late record's place is the less likely the further back. */
    private static final int GROWTH = 4;

    /** What came of it. */
    enum Verdict {
        /** The counts were equal; what was new stood at the end. */
        EQUAL,
        /** They were not; what differed has been read, and they are now. */
        REPAIRED,
        /** They are not equal, or were not within the bound. */
        UNSETTLED
    }

    /** The two sides. Each answer is of that moment; both may change in between. */
    interface Sides {
        /** How many records are kept that the UCM should hold there. */
        long kept(Window window);

        /** The start of the n-th last of these; empty: there are fewer. */
        Optional<Instant> nthLast(Window window, long n);

        /** Asks the UCM for records there, and keeps what comes; how many came. */
        int ask(Window window, long offset, int records) throws UcmFault;

        /** Reads the UCM's window whole and keeps what comes; what is kept and did not come is no longer counted as kept. */
        void read(Window window) throws UcmFault;
    }

    private final Sides sides;
    private final int pageSize;
    private final int mostRequests;
    private int requests;

    /**
     * @param pageSize records to ask for where new ones are expected
     * @param mostRequests after so many, whole reads among them, it gives up
     */
    Comparison(Sides sides, int pageSize, int mostRequests) {
        this.sides = sides;
        this.pageSize = pageSize;
        this.mostRequests = mostRequests;
    }

    /**
     * Compares an open window.
     *
     * @param newest the end of it in which nearly all new records are expected
     */
    Verdict tail(Window open, Window newest) throws UcmFault {
        long kept = sides.kept(open);
        long before = Math.max(0, kept - 1);
        long held = before + insistOn(open, before);
        if (held < kept) {
            return settle(open, held, true);
        }
        if (held > kept && sides.kept(open) == held) {
            int more = ask(open, held, pageSize);
            if (more == 0) {
                return Verdict.EQUAL;
            }
            held += more;
        }
        return newest(open, newest, held);
    }

    /**
     * Reads the newest minutes whole, then what is missing before them. What the UCM writes meanwhile may make more records
     * kept than it held: it is asked once more then.
     *
     * @param held how many the UCM had in the open window
     */
    private Verdict newest(Window open, Window newest, long held) throws UcmFault {
        long heldThere = sides.kept(newest) > 0 ? insistOn(newest, 0) : readOn(newest, 0);
        if (isSettled(open, held)) {
            return Verdict.EQUAL;
        }
        if (sides.kept(open) < held && newest.from().isAfter(open.from())) {
            gather(new Window(open.from(), newest.from().minusSeconds(1)), held - heldThere, SMALL, LARGE_LEAF);
            if (isSettled(open, held)) {
                return Verdict.REPAIRED;
            }
        }
        return settle(open, held, true);
    }

    private boolean isSettled(Window open, long held) throws UcmFault {
        long kept = sides.kept(open);
        return kept == held || (kept > held && mayGoOn() && agrees(open));
    }

    /**
     * Compares a window whose end is so long ago that nearly all that starts in it has come.
     *
     * @param proof whether to ask for the last kept record too, so that nothing is no answer
     */
    Verdict settled(Window window, boolean proof) throws UcmFault {
        Instant last = sides.nthLast(window, 1).orElse(null);
        Window behind = last == null ? window : new Window(last.plusSeconds(1), window.to());
        if (behind.to() == null || !behind.from().isAfter(behind.to())) {
            readOn(behind, 0);
        }
        long kept = sides.kept(window);
        boolean asked = proof && kept > 0;
        long offset = asked ? kept - 1 : kept;
        int came = asked ? insistently(window, offset, pageSize) : ask(window, offset, pageSize);
        offset += came == pageSize ? came + readOn(window, offset + came) : came;
        return settle(window, offset, !asked || came > 0);
    }

    /** Compares a window that is over. */
    Verdict closed(Window window) throws UcmFault {
        if (agrees(window)) {
            return Verdict.EQUAL;
        }
        repair(window, SMALL);
        return afterRepair(window);
    }

    /** @param counted whether the UCM is known to hold exactly so many there */
    private Verdict settle(Window window, long held, boolean counted) throws UcmFault {
        long kept = sides.kept(window);
        if (counted && held == kept) {
            return Verdict.EQUAL;
        }
        if (counted && held > kept) {
            gather(window, held, SMALL, LEAF);
            if (sides.kept(window) == held) {
                return Verdict.REPAIRED;
            }
        }
        repair(window, SMALL);
        return afterRepair(window);
    }

    private Verdict afterRepair(Window window) throws UcmFault {
        return mayGoOn() && agrees(window) ? Verdict.REPAIRED : Verdict.UNSETTLED;
    }

    private boolean agrees(Window window) throws UcmFault {
        long kept = sides.kept(window);
        return kept == 0 ? insistently(window, 0, 1) == 0 : insistently(window, kept - 1, 2) == 1;
    }

    /**
     * Finds the records that landed among the kept ones, where nothing was deleted: a part of the window is asked from the
     * count of its kept ones on, which brings as many as are missing there; so it is known how many are missing before it.
     *
     * @param held how many the UCM has in the window
     * @param near how many records from the window's end on to split off
     * @param leaf so many are read whole rather than split further
     */
    private void gather(Window window, long held, long near, int leaf) throws UcmFault {
        long kept = sides.kept(window);
        long missing = held - kept;
        if (missing <= 0 || !mayGoOn()) {
            return;
        }
        Instant middle = kept <= Math.max(leaf, missing * DENSE)
                ? null
                : sides.nthLast(window, Math.min(near, kept / 2)).orElse(null);
        if (middle == null || !middle.isAfter(window.from())) {
            readOn(window, 0);
            return;
        }
        Window after = new Window(middle, window.to());
        long keptAfter = sides.kept(after);
        long heldAfter = keptAfter + readOn(after, keptAfter);
        gather(after, heldAfter, keptAfter / 2, leaf);
        gather(new Window(window.from(), middle.minusSeconds(1)), held - heldAfter, near * GROWTH, leaf);
    }

    /** Asks on until a page is not full; how many came. */
    private long readOn(Window window, long offset) throws UcmFault {
        long read = 0;
        int came = pageSize;
        while (came == pageSize && mayGoOn()) {
            came = ask(window, offset + read, pageSize);
            read += came;
        }
        return read;
    }

    /**
     * Reads whole where the counts differ, whichever side holds more.
     *
     * @param near how many records from the window's end on to split off
     */
    private void repair(Window window, long near) throws UcmFault {
        long kept = sides.kept(window);
        Instant middle = kept <= SMALL
                ? null
                : sides.nthLast(window, Math.min(near, kept / 2)).orElse(null);
        if (middle == null || !middle.isAfter(window.from())) {
            requests++;
            sides.read(window);
            return;
        }
        Window before = new Window(window.from(), middle.minusSeconds(1));
        Window after = new Window(middle, window.to());
        if (!mayGoOn()) {
            return;
        }
        if (after.to() == null || !agrees(after)) {
            repair(after, kept / 2);
            if (!mayGoOn() || agrees(before)) {
                return;
            }
        }
        repair(before, near * GROWTH);
    }

    /** The same as {@link #readOn}, if something must be there: nothing is believed at the third time. */
    private long insistOn(Window window, long offset) throws UcmFault {
        long read = 0;
        int came = pageSize;
        while (came == pageSize && mayGoOn()) {
            came = insistently(window, offset + read, pageSize);
            read += came;
        }
        return read;
    }

    private int insistently(Window window, long offset, int records) throws UcmFault {
        int came = 0;
        for (int i = 0; i < MOST_EMPTIES && came == 0; i++) {
            came = ask(window, offset, records);
        }
        return came;
    }

    private int ask(Window window, long offset, int records) throws UcmFault {
        requests++;
        return sides.ask(window, offset, records);
    }

    private boolean mayGoOn() {
        return requests < mostRequests;
    }
}
