package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.plan.PassKind;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.collection.walk.WindowReading;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reading of one window of a pass until it has been read whole.
 *
 * <ol>
 *   <li>The open window and the sweeps' are compared by {@link WindowCounts}. Only what does not settle is read.
 *   <li>A {@link WindowReading} asks for its pages. If nothing comes at all, although records are known or the UCM
 *       answers nothing else either, that is SUSPECT_EMPTY.
 *   <li>If the UCM repeats its page whatever the offset, or its pages never join, the two halves are read instead.
 *   <li>SUSPECT_EMPTY ends a pass over the open window. A sweep and a day go on. They are asked again in their time.
 * </ol>
 *
 * After a fault of the UCM, {@link #read} called again goes on with the page that failed.
 */
final class PassWindow {
    /** No firmware seen limits a page to fewer legs than this, if more were asked for. */
    private static final int SMALLEST_LIMIT = 100;

    private final SiteContext context;
    private final PassPlan plan;
    private final PassFindings findings;
    /** The parts still to read, the earliest first. */
    private final Deque<Window> parts = new ArrayDeque<>();
    /** The reading of the first of them; null: not begun. */
    private @Nullable WindowReading reading;

    PassWindow(SiteContext context, PassPlan plan, PassFindings findings, Window window) {
        this.context = context;
        this.plan = plan;
        this.findings = findings;
        this.parts.add(window);
    }

    /** Reads all that is left of it. */
    void read(PageCollector pages) throws UcmFault {
        while (!parts.isEmpty()) {
            Window part = parts.getFirst();
            List<Window> halves = reading == null && isSettled(part, pages) ? List.of() : read(part, pages);
            parts.removeFirst();
            halves.reversed().forEach(parts::addFirst);
        }
    }

    /** Returns whether counting settles the part, or it is suspect and the pass goes on all the same. */
    private boolean isSettled(Window part, PageCollector pages) throws UcmFault {
        try {
            return new WindowCounts(context, plan, pages).settle(part);
        } catch (UcmFault fault) {
            suspect(fault);
            return true;
        }
    }

    /** Reads a part. Returns its halves if they are to be read instead. */
    private List<Window> read(Window part, PageCollector pages) throws UcmFault {
        boolean strict = !plan.isTail() || part.to() != null;
        WindowReading current = reading == null ? context.reading(strict, findings.counting()) : reading;
        reading = current;
        try {
            current.read((offset, records) -> pages.readAhead(part, offset, records));
        } catch (UcmFault fault) {
            if (!current.hasFailed() && fault.kind() != FaultKind.TOO_LARGE) {
                throw fault;
            }
            reading = null;
            return instead(part, current, fault);
        } finally {
            findings.counting(current.counting());
        }
        if (!current.sawAnything() && isSuspect(part, pages)) {
            String what = "nothing came from " + part + ", where records are known or were to be expected";
            suspect(context.fault(FaultKind.SUSPECT_EMPTY, what));
        }
        reading = null;
        return List.of();
    }

    /**
     * Returns what to read instead of a part whose reading has failed; empty: it held all there is, or goes on as
     * suspect.
     */
    private List<Window> instead(Window part, WindowReading failed, UcmFault fault) throws UcmFault {
        FaultKind kind = fault.kind();
        if (!WindowReading.PAGING_FAULTS.contains(kind)) {
            suspect(fault);
            return List.of();
        }
        int legs = failed.firstPageLegs();
        List<Window> halves = part.halves(plan.now());
        boolean all = kind == FaultKind.REPEATED_PAGE && legs < Math.min(context.pageSize(), SMALLEST_LIMIT);
        boolean inOneSecond = kind == FaultKind.DRIFTED && legs < context.pageSize() && halves.isEmpty();
        if (halves.isEmpty() && !all && !inOneSecond) {
            throw fault;
        }
        context.count(kind);
        return all ? List.of() : halves;
    }

    private boolean isSuspect(Window silent, PageCollector pages) throws UcmFault {
        Canary canary = new Canary(pages);
        Instant cursor = pages.progress().cursor();
        return switch (plan.kind()) {
            case PassKind.Tail() ->
                cursor != null
                        && !cursor.isBefore(silent.from())
                        && (silent.to() == null || !canary.answersFrom(silent));
            case PassKind.Sweep sweep -> canary.knows(silent);
            case PassKind.FirstRead day -> canary.knows(silent) || !canary.answersFrom(silent);
            // The UCM may have deleted the day meanwhile.
            case PassKind.RequestedRead day -> !canary.answersFrom(silent);
        };
    }

    private void suspect(UcmFault fault) throws UcmFault {
        if (fault.kind() != FaultKind.SUSPECT_EMPTY || plan.isTail()) {
            throw fault;
        }
        findings.suspicion();
        context.count(FaultKind.SUSPECT_EMPTY);
    }
}
