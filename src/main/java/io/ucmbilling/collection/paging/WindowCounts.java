package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.paging.Comparison.Verdict;
import io.ucmbilling.collection.plan.PassKind;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.contract.Page;
import io.ucmbilling.store.row.LegKeys;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settles a pass's windows by comparing counts, where the site allows it: the open window of every pass, as wide as a day
 * and more, and the sweeps' windows. What counts do not see, a record that came late where another was deleted, the proof
 * of the day does.
 */
final class WindowCounts {
    /** A comparison that needs more is dearer than the overlap it saves. */
    private static final int MOST_REQUESTS = 60;
    /** So many rows of the newest minutes may be read for each new one: those of so many poll intervals. */
    private static final int ROWS_FOR_ONE = 10;
    /** And so many in any case: less than a request is worth. */
    private static final int FEW = 100;

    /** Asks for a page and keeps it; returns when it is kept. */
    interface Pages {
        Page page(Window window, Walk.Request request, Hold hold) throws UcmFault;
    }

    private final SiteContext access;
    private final PassKind job;
    private final boolean ordinary;
    private final Duration holdBack;
    private final Duration settling;
    private final Instant now;
    private final Pages pages;

    /** An open window of several is one after a pause, which is read whole. */
    WindowCounts(SiteContext access, PassPlan work, Pages pages) {
        this.access = access;
        this.job = work.job();
        this.ordinary = !(job instanceof PassKind.Tail) || work.windows().size() == 1;
        this.holdBack = work.holdBack();
        this.settling = work.settling();
        this.now = work.now();
        this.pages = pages;
    }

    /** Whether the window needs no walk: all that the UCM holds there is kept. */
    boolean settle(Window window, SiteProgress progress) throws UcmFault {
        boolean counted = !(job instanceof PassKind.FirstRead);
        if (!counted
                || !ordinary
                || progress.cursor() == null
                || !access.trust().allows(progress, now)) {
            return false;
        }
        Window wide = job instanceof PassKind.Tail ? widened(window, progress) : window;
        Verdict verdict = compareIfPagesJoin(wide, progress);
        access.counters().compared(access.site().id(), verdict);
        if (verdict == Verdict.UNSETTLED) {
            access.trust().unsettled(wide, now);
        } else {
            access.trust().settled();
        }
        return verdict != Verdict.UNSETTLED;
    }

    /** What cannot be read by pages does not settle: the pass knows smaller windows. */
    private Verdict compareIfPagesJoin(Window window, SiteProgress progress) throws UcmFault {
        try {
            return compare(window, progress);
        } catch (UcmFault fault) {
            if (!Pass.WAYS_TO_PAGE.contains(fault.kind())) {
                throw fault;
            }
            access.count(fault.kind());
            return Verdict.UNSETTLED;
        }
    }

    private Verdict compare(Window window, SiteProgress progress) throws UcmFault {
        Comparison comparison = new Comparison(new BothSides(progress), access.pageSize(), MOST_REQUESTS);
        if (window.to() != null) {
            return comparison.closed(window);
        }
        if (holdBack.isZero()) {
            return comparison.tail(window, newest(window));
        }
        Instant end = Instant.ofEpochSecond(now.minus(holdBack).getEpochSecond());
        boolean proof = access.trust().proofIsDue(progress, now);
        Verdict verdict = comparison.settled(new Window(window.from(), end), proof);
        if (proof && verdict != Verdict.UNSETTLED) {
            access.trust().proven(now);
        }
        return verdict;
    }

    /**
     * The end of the open window, in which calls still end: as far back as nearly all records were seen to come, and no further
     * than what is worth its rows in one page.
     */
    private Window newest(Window open) {
        String site = access.site().id();
        Instant from = now.minus(settling);
        Instant lately = now.minus(access.site().pollInterval().multipliedBy(ROWS_FOR_ONE));
        long most =
                Math.min(access.pageSize() - 1L, Math.max(FEW, access.census().count(site, lately, null)));
        Instant start = access.census().nthLast(site, from, null, most).orElse(from);
        Instant seconds = Instant.ofEpochSecond(start.getEpochSecond());
        return new Window(seconds.isAfter(open.from()) ? seconds : open.from(), null);
    }

    /** From the beginning of the day before, so that a call that lasted all day is found by the next pass. */
    private Window widened(Window window, SiteProgress progress) {
        ZoneId zone = access.site().timeZone();
        Instant first = progress.since().atStartOfDay(zone).toInstant();
        Instant from = LocalDate.ofInstant(window.from(), zone)
                .minusDays(1)
                .atStartOfDay(zone)
                .toInstant();
        return new Window(from.isBefore(first) ? first : from, window.to());
    }

    private record Question(Window window, long offset) {}

    private final class BothSides implements Comparison.Sides {
        private final SiteProgress progress;
        /** What something came to last; null: nothing has come. */
        private @Nullable Question answered;

        BothSides(SiteProgress progress) {
            this.progress = progress;
        }

        @Override
        public long kept(Window window) {
            return access.census().count(access.site().id(), window.from(), window.to());
        }

        @Override
        public Optional<Instant> nthLast(Window window, long n) {
            return access.census().nthLast(access.site().id(), window.from(), window.to(), n);
        }

        @Override
        public int ask(Window window, long offset, int records) throws UcmFault {
            return page(window, new Walk.Request(offset, records)).entries().size();
        }

        private Page page(Window window, Walk.Request request) throws UcmFault {
            Page page = pages.page(window, request, progress.hold());
            if (!page.isEmpty()) {
                answered = new Question(window, request.offset());
            }
            return page;
        }

        @Override
        public void read(Window window) throws UcmFault {
            Walk walk = new Walk(access.pageSize(), true, progress.counting());
            LegKeys there = new LegKeys();
            while (true) {
                if (walk.atStart()) {
                    there.clear(); // Among it may be what was deleted, which made the walk begin anew.
                }
                Page page = page(window, walk.next());
                there.add(access.prepare(ReadPage.of(page, access.reader())));
                switch (walk.answered(PageOutline.of(page))) {
                    case Walk.Step.GoOn() -> {}
                    case Walk.Step.Ended() -> {
                        depart(window, there);
                        return;
                    }
                    case Walk.Step.Failed(FaultKind kind, String what) -> throw access.fault(kind, what);
                }
            }
        }

        /** A UCM that answers nothing has not deleted anything (contract U7). */
        private void depart(Window window, LegKeys there) throws UcmFault {
            if (there.isEmpty() && kept(window) > 0 && !answers(window)) {
                throw access.fault(
                        FaultKind.SUSPECT_EMPTY, "nothing came from " + window + ", where records are known");
            }
            access.census().depart(progress.hold(), window.from(), window.to(), there);
        }

        /** Whether it still answers what it answered before, or at least of what came later than that window. */
        private boolean answers(Window silent) throws UcmFault {
            Question before = answered;
            return before == null
                    ? ask(new Window(silent.from(), null), 0, 1) > 0
                    : ask(before.window(), before.offset(), 1) > 0;
        }
    }
}
