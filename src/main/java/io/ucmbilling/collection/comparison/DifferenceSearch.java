package io.ucmbilling.collection.comparison;

import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A search for the parts of a window in which a UCM's records differ from the kept ones. It splits the window, from its
 * end on, and reads only the parts that differ.
 */
record DifferenceSearch(ComparisonRequests requests) {
    /** A part of so few kept records is read whole rather than split further: a split costs two requests. */
    private static final int SMALL = 24;
    /** A part of which more than one in so many is missing is read whole. */
    private static final int DENSE = 3;
    /** Growth of the parts from the end of the window on: a late record's place is the less likely the further back. */
    private static final int GROWTH = 4;

    /**
     * Finds the records that landed among the kept ones, if nothing was deleted. A part of the window is asked from the
     * count of its kept ones on, which brings as many as are missing there. So it is known how many are missing before
     * it.
     *
     * @param held how many the UCM has in the window
     * @param leaf a part of so few kept records is read whole rather than split further
     */
    void gather(Window window, long held, int leaf) throws UcmFault {
        gather(window, held, SMALL, leaf);
    }

    /** @param near how many records from the window's end on to split off */
    private void gather(Window window, long held, long near, int leaf) throws UcmFault {
        long kept = requests.kept(window);
        long missing = held - kept;
        if (missing <= 0 || !requests.mayGoOn()) {
            return;
        }
        Instant middle = kept <= Math.max(leaf, missing * DENSE) ? null : middle(window, Math.min(near, kept / 2));
        if (middle == null) {
            requests.readOn(window, 0);
            return;
        }
        Window after = new Window(middle, window.to());
        long keptAfter = requests.kept(after);
        long heldAfter = keptAfter + requests.readOn(after, keptAfter);
        gather(after, heldAfter, keptAfter / 2, leaf);
        gather(new Window(window.from(), middle.minusSeconds(1)), held - heldAfter, near * GROWTH, leaf);
    }

    /** Reads the parts whole in which the counts differ, whichever side holds more. */
    void repair(Window window) throws UcmFault {
        repair(window, SMALL);
    }

    /** @param near how many records from the window's end on to split off */
    private void repair(Window window, long near) throws UcmFault {
        long kept = requests.kept(window);
        Instant middle = kept <= SMALL ? null : middle(window, Math.min(near, kept / 2));
        if (middle == null) {
            requests.read(window);
            return;
        }
        if (!requests.mayGoOn()) {
            return;
        }
        Window before = new Window(window.from(), middle.minusSeconds(1));
        Window after = new Window(middle, window.to());
        if (after.to() == null || !requests.agrees(after)) {
            repair(after, kept / 2);
            if (!requests.mayGoOn() || requests.agrees(before)) {
                return;
            }
        }
        repair(before, near * GROWTH);
    }

    /** Returns the start of the n-th last kept record, to split the window there; null: it cannot be split there. */
    private @Nullable Instant middle(Window window, long n) {
        return requests.nthLast(window, n)
                .filter(start -> start.isAfter(window.from()))
                .orElse(null);
    }
}
