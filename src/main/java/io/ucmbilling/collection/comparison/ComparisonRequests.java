package io.ucmbilling.collection.comparison;

import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Instant;
import java.util.Optional;

/** The requests of one {@link Comparison}, up to a bound, and the kept records that they are held against. */
final class ComparisonRequests {
    private static final int MOST_EMPTIES = 3;

    private final Comparison.Sides sides;
    private final int pageSize;
    private final int most;
    private int made;

    /**
     * @param pageSize records to ask for where new ones are expected
     * @param most requests, whole reads among them
     */
    ComparisonRequests(Comparison.Sides sides, int pageSize, int most) {
        this.sides = sides;
        this.pageSize = pageSize;
        this.most = most;
    }

    boolean mayGoOn() {
        return made < most;
    }

    int pageSize() {
        return pageSize;
    }

    /** Returns how many records are kept that the UCM should hold there. */
    long kept(Window window) {
        return sides.kept(window);
    }

    /** Returns the start of the n-th last of these; empty: there are fewer. */
    Optional<Instant> nthLast(Window window, long n) {
        return sides.nthLast(window, n);
    }

    /** Asks for a page of records and keeps them. Returns how many came. */
    int ask(Window window, long offset) throws UcmFault {
        return ask(window, offset, pageSize, 1);
    }

    /** Asks for a page again while nothing comes, three times in all: something must be there, or may well be. */
    int insist(Window window, long offset) throws UcmFault {
        return ask(window, offset, pageSize, MOST_EMPTIES);
    }

    /** Asks on until a page is not full. Returns how many records came. */
    long readOn(Window window, long offset) throws UcmFault {
        return readOn(window, offset, 1);
    }

    /** Asks on until a page is not full, and believes that nothing comes only at the third time. */
    long insistOn(Window window, long offset) throws UcmFault {
        return readOn(window, offset, MOST_EMPTIES);
    }

    /** Returns whether the UCM holds as many records there as are kept. */
    boolean agrees(Window window) throws UcmFault {
        long kept = kept(window);
        return kept == 0 ? ask(window, 0, 1, MOST_EMPTIES) == 0 : ask(window, kept - 1, 2, MOST_EMPTIES) == 1;
    }

    void read(Window window) throws UcmFault {
        made++;
        sides.read(window);
    }

    private long readOn(Window window, long offset, int tries) throws UcmFault {
        long read = 0;
        int came = pageSize;
        while (came == pageSize && mayGoOn()) {
            came = ask(window, offset + read, pageSize, tries);
            read += came;
        }
        return read;
    }

    /** @param tries how often to ask while nothing comes */
    private int ask(Window window, long offset, int records, int tries) throws UcmFault {
        int came = 0;
        for (int i = 0; i < tries && came == 0; i++) {
            made++;
            came = sides.ask(window, offset, records);
        }
        return came;
    }
}
