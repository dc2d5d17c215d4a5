package io.ucmbilling.collection.comparison;

import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Instant;
import java.util.Optional;

/**
 * A comparison of a UCM's records with the kept ones by counting, which reads only where they differ. In any window,
 * whatever the order of records in it, the records from offset n on tell how many more than n the UCM holds there. It
 * decides alone. {@link Sides} asks and keeps. The algorithm:
 *
 * <ol>
 *   <li>The open window: ask from offset kept − 1 on, which counts what the UCM holds. If it then holds as many as are
 *       kept and something new came, all of it has come, and one request confirms the end.
 *   <li>Else read the newest minutes whole, in which calls still end: nearly all new records stand there, wherever the
 *       UCM's order puts them. Usually two requests in all. If nothing was new, this read finds what came while as many
 *       were deleted.
 *   <li>Records still missing started before these minutes: {@link DifferenceSearch#gather}.
 *   <li>A window whose newest part has settled: read what starts behind the last kept record, which is all new. Then
 *       ask for the whole from offset kept on. If nothing comes, that was two requests and no record too many. Now and
 *       then ask from kept − 1, which proves it.
 *   <li>If more come than were new, records have landed among the kept ones: {@link DifferenceSearch#gather}.
 *   <li>A closed window: one request. If the counts differ: {@link DifferenceSearch#repair}.
 *   <li>If something must be there, or may well be, an empty answer is asked for three times, since it is no proof
 *       (contract U7).
 *   <li>If the counts do not come to agree, or after too many requests, counting does not help here: UNSETTLED, and the
 *       caller reads everything.
 * </ol>
 *
 * <p>No count sees it if as many records were deleted as came late, in one window between two looks. A whole read does.
 */
public final class Comparison {
    /** A part of so few kept records is read whole if it is known how many are missing: a split costs one request. */
    private static final int LEAF = 8;
    /** The same before the newest minutes of an open window, where a request is dearer than the rows it saves. */
    private static final int LARGE_LEAF = 100;

    public enum Verdict {
        /** The counts were equal. All new records stood at the end. */
        EQUAL,
        /** The counts differed. The parts that differ have been read, and the counts are equal now. */
        REPAIRED,
        /** The counts are not equal, or were not within the bound of requests. */
        UNSETTLED
    }

    /** The two sides. Each answer is of that moment. Both may change in between. */
    public interface Sides {
        /** Returns how many records are kept that the UCM should hold there. */
        long kept(Window window);

        /** Returns the start of the n-th last of these; empty: there are fewer. */
        Optional<Instant> nthLast(Window window, long n);

        /** Asks the UCM for records there, and keeps what comes. Returns how many came. */
        int ask(Window window, long offset, int records) throws UcmFault;

        /**
         * Reads the UCM's window whole and keeps what comes. A kept record that did not come no longer counts as kept.
         */
        void read(Window window) throws UcmFault;
    }

    private final ComparisonRequests requests;
    private final DifferenceSearch search;

    /**
     * @param pageSize records to ask for where new ones are expected
     * @param mostRequests after so many, whole reads among them, it gives up
     */
    public Comparison(Sides sides, int pageSize, int mostRequests) {
        this.requests = new ComparisonRequests(sides, pageSize, mostRequests);
        this.search = new DifferenceSearch(requests);
    }

    /**
     * Compares an open window.
     *
     * @param newest the end of it in which nearly all new records are expected
     */
    public Verdict tail(Window open, Window newest) throws UcmFault {
        long kept = requests.kept(open);
        long before = Math.max(0, kept - 1);
        long held = before + requests.insistOn(open, before);
        if (held < kept) {
            return settle(open, held, true);
        }
        if (held > kept && requests.kept(open) == held) {
            int more = requests.ask(open, held);
            if (more == 0) {
                return Verdict.EQUAL;
            }
            held += more;
        }
        return newest(open, newest, held);
    }

    /**
     * Reads the newest minutes whole, then what is missing before them. Records that the UCM writes meanwhile may make
     * more kept than it held. It is asked once more then.
     *
     * @param held how many the UCM had in the open window
     */
    private Verdict newest(Window open, Window newest, long held) throws UcmFault {
        long heldThere = requests.kept(newest) > 0 ? requests.insistOn(newest, 0) : requests.readOn(newest, 0);
        if (isSettled(open, held)) {
            return Verdict.EQUAL;
        }
        if (requests.kept(open) < held && newest.from().isAfter(open.from())) {
            Window before = new Window(open.from(), newest.from().minusSeconds(1));
            search.gather(before, held - heldThere, LARGE_LEAF);
            if (isSettled(open, held)) {
                return Verdict.REPAIRED;
            }
        }
        return settle(open, held, true);
    }

    private boolean isSettled(Window open, long held) throws UcmFault {
        long kept = requests.kept(open);
        return kept == held || (kept > held && requests.mayGoOn() && requests.agrees(open));
    }

    /**
     * Compares a window whose end is so long ago that nearly all records that start in it have come.
     *
     * @param proof whether to ask for the last kept record too, so that nothing is no answer
     */
    public Verdict settled(Window window, boolean proof) throws UcmFault {
        Instant last = requests.nthLast(window, 1).orElse(null);
        Window behind = last == null ? window : new Window(last.plusSeconds(1), window.to());
        if (behind.to() == null || !behind.from().isAfter(behind.to())) {
            requests.readOn(behind, 0);
        }
        long kept = requests.kept(window);
        boolean asked = proof && kept > 0;
        long offset = asked ? kept - 1 : kept;
        int came = asked ? requests.insist(window, offset) : requests.ask(window, offset);
        offset += came;
        if (came == requests.pageSize()) {
            offset += requests.readOn(window, offset);
        }
        return settle(window, offset, !asked || came > 0);
    }

    public Verdict closed(Window window) throws UcmFault {
        return requests.agrees(window) ? Verdict.EQUAL : repaired(window);
    }

    /** @param counted whether the UCM is known to hold exactly so many there */
    private Verdict settle(Window window, long held, boolean counted) throws UcmFault {
        long kept = requests.kept(window);
        if (counted && held == kept) {
            return Verdict.EQUAL;
        }
        if (counted && held > kept) {
            search.gather(window, held, LEAF);
            if (requests.kept(window) == held) {
                return Verdict.REPAIRED;
            }
        }
        return repaired(window);
    }

    private Verdict repaired(Window window) throws UcmFault {
        search.repair(window);
        return requests.mayGoOn() && requests.agrees(window) ? Verdict.REPAIRED : Verdict.UNSETTLED;
    }
}
