package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.plan.PassKind;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.contract.Page;
import io.ucmbilling.store.intake.PageResult;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a site's windows. What a fault interrupts is kept: {@link #run} called again goes on with the page that
 * failed. The steps for each window:
 *
 * <ol>
 *   <li>The open window and the sweeps' are compared by {@link WindowCounts}; only what does not settle is walked.
 *   <li>A {@link Walk} says which page to ask for; the page is read, sifted and kept in one transaction with the cursor
 *       that the page allows. While it is being kept, the next ones are asked for and sifted.
 *   <li>An end with nothing at all, where records are known or the UCM answers nothing else either, is SUSPECT_EMPTY.
 *   <li>A UCM that repeats its page whatever the offset, or whose pages never join, is read by ever smaller windows instead.
 *   <li>The cursor moves to the newest start seen when the window is done; before, only to the oldest on the page, since
 *       what follows may start anywhere behind that.
 * </ol>
 */
public final class Pass {
    /** What comes of the way a UCM pages; a window that fits into one page does not suffer from it. */
    static final Set<FaultKind> WAYS_TO_PAGE = EnumSet.of(FaultKind.REPEATED_PAGE, FaultKind.DRIFTED);

    /** No firmware seen limits a page to fewer legs than this, where more were asked for. */
    private static final int SMALLEST_LIMIT = 100;

    /** So few records are kept faster than a thread is begun for them. */
    private static final int FEW = 50;

    private final SiteContext access;
    private final PassPlan work;
    private final PassKind job;
    private final Deque<Window> windows;
    private final Instant startedAt;
    private final ZoneCheck zoneCheck = new ZoneCheck();
    private final ZoneCheck zoneOfNewLegs = new ZoneCheck();
    private Counting counting;
    private @Nullable Walk walk;
    private @Nullable Instant newest;
    private int firstPageLegs;
    private int suspicions;
    private final PagePipeline keeping = new PagePipeline();
    private final WindowCounts counts;
    private volatile Tally tally = new Tally(0, 0, 0, 0);
    private int requests;

    public Pass(SiteContext access, PassPlan work, SiteProgress progress) {
        this.access = access;
        this.work = work;
        this.job = work.job();
        this.windows = new ArrayDeque<>(work.windows());
        this.counting = progress.counting();
        this.startedAt = work.now();
        this.counts = new WindowCounts(access, work, this::askAndKeep);
    }

    public PassKind job() {
        return job;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** What it found out of the lateness of its legs; null: nothing. */
    @Nullable
    public PassLateness book() {
        return work.book();
    }

    public Tally tally() {
        return tally;
    }

    public int requests() {
        return requests;
    }

    /** Windows that ended in SUSPECT_EMPTY without ending the pass. */
    public int suspicions() {
        return suspicions;
    }

    public Counting counting() {
        return counting;
    }

    @Nullable
    public Duration zoneError() {
        return zoneCheck.error();
    }

    /** How many of the legs that were new have which error of the zone. */
    public Map<Duration, Long> zoneErrorsOfNewLegs() {
        return zoneOfNewLegs.errors();
    }

    /** The newest start seen, by the UCM's clock, not beyond the gateway's; null: none. */
    @Nullable
    public Instant newest() {
        return newest;
    }

    /** Reads on until all windows are done; when it returns or throws, every page that came has been kept. */
    public void run(SiteProgress progress) throws UcmFault {
        try {
            readOn(progress);
        } finally {
            keeping.await();
        }
    }

    private void readOn(SiteProgress progress) throws UcmFault {
        while (!windows.isEmpty()) {
            Window window = windows.getFirst();
            if (walk == null && settled(window, progress)) {
                windows.removeFirst();
                continue;
            }
            Walk current = walk;
            if (current == null) {
                current = new Walk(access.pageSize(), !(job instanceof PassKind.Tail) || window.to() != null, counting);
                walk = current;
                firstPageLegs = 0;
            }
            walk(current, window, progress);
            windows.removeFirst();
            walk = null;
        }
    }

    /** Whether counting settles the window, or a sweep found it empty where records are known: it goes on with the next. */
    private boolean settled(Window window, SiteProgress progress) throws UcmFault {
        try {
            return counts.settle(window, progress);
        } catch (UcmFault fault) {
            if (fault.kind() != FaultKind.SUSPECT_EMPTY || job instanceof PassKind.Tail) {
                throw fault;
            }
            suspicions++;
            access.count(FaultKind.SUSPECT_EMPTY);
            return true;
        }
    }

    private void walk(Walk walk, Window window, SiteProgress progress) throws UcmFault {
        while (true) {
            Walk.Request request = walk.next();
            Page page = ask(window, request, progress.hold());
            firstPageLegs = request.offset() == 0 ? page.entries().size() : firstPageLegs;
            Walk.Step step = walk.answered(PageOutline.of(page));
            counting = walk.counting();
            switch (step) {
                case Walk.Step.GoOn() -> {}
                case Walk.Step.Ended() -> {
                    ended(walk, window, progress);
                    return;
                }
                case Walk.Step.Failed(FaultKind kind, String what) -> {
                    this.walk = null;
                    failed(kind, what, window);
                    return;
                }
            }
        }
    }

    /** Asks and waits until what came is kept. */
    private Page askAndKeep(Window window, Walk.Request request, Hold hold) throws UcmFault {
        Page page = asked(window, request);
        if (!page.isEmpty()) {
            keeping.now(() -> prepared(page, hold));
        }
        return page;
    }

    private Page ask(Window window, Walk.Request request, Hold hold) throws UcmFault {
        Page page = asked(window, request);
        if (page.entries().size() > FEW) {
            keeping.next(() -> prepared(page, hold));
        } else if (!page.isEmpty()) {
            keeping.now(() -> prepared(page, hold));
        }
        return page;
    }

    private Page asked(Window window, Walk.Request request) throws UcmFault {
        requests++;
        return access.page(window, request.offset(), request.records());
    }

    /** Sifts and encodes a page; what comes back keeps it. */
    private Runnable prepared(Page page, Hold hold) {
        ReadPage sifted = ReadPage.of(page, access.reader());
        access.trust().nests(sifted.nested());
        PreparedLegs legs = access.prepare(sifted);
        Instant cursor = job instanceof PassKind.Tail ? oldest(sifted.legs()) : null;
        return () -> {
            PageResult result = access.keep(hold, legs, sifted, cursor);
            tally = tally.plus(result.counts());
            zoneCheck.add(sifted.legs());
            zoneOfNewLegs.add(result.added());
            sifted.legs().forEach(this::remember);
            if (work.book() != null) {
                work.book().seen(result.added());
            }
        };
    }

    private void remember(ReadLeg read) {
        Instant order = order(read);
        if (newest == null || order.isAfter(newest)) {
            newest = order;
        }
    }

    private @Nullable Instant oldest(List<ReadLeg> legs) {
        return legs.stream().map(this::order).min(Instant::compareTo).orElse(null);
    }

    /**
     * By what the UCM's clock orders and filters: the epoch of the record, since the configured zone may be wrong; not later
     * than now, so that a clock that ran ahead moves no cursor past what is still to come.
     */
    private Instant order(ReadLeg read) {
        Long epoch = read.leg().epoch();
        Instant started = read.leg().startedAt();
        Instant order = epoch == null || epoch == 0 ? started : Instant.ofEpochSecond(epoch);
        return order.isAfter(startedAt) ? startedAt : order;
    }

    private void ended(Walk walk, Window window, SiteProgress progress) throws UcmFault {
        if (walk.sawAnything()) {
            return;
        }
        boolean suspect = switch (job) {
            case PassKind.Tail() ->
                progress.cursor() != null
                        && !progress.cursor().isBefore(window.from())
                        && (window.to() == null || !answersAtAll(window, progress));
            case PassKind.Sweep sweep -> access.knows(window, progress);
            case PassKind.FirstRead day -> access.knows(window, progress) || !answersAtAll(window, progress);
        };
        if (suspect) {
            suspected("nothing came from " + window + ", where records are known or were to be expected");
        }
    }

    /** Whether the UCM answers the same question, asked without an end, with anything, if anything is known there. */
    private boolean answersAtAll(Window window, SiteProgress progress) throws UcmFault {
        Window open = new Window(window.from(), null);
        return !access.knows(open, progress)
                || !ask(open, new Walk.Request(0, 1), progress.hold()).isEmpty();
    }

    private void failed(FaultKind kind, String what, Window window) throws UcmFault {
        boolean all = kind == FaultKind.REPEATED_PAGE && firstPageLegs < Math.min(access.pageSize(), SMALLEST_LIMIT);
        boolean inOneSecond = kind == FaultKind.DRIFTED
                && firstPageLegs < access.pageSize()
                && window.halves(startedAt).isEmpty();
        if (all || inOneSecond) {
            access.count(kind);
            return; // It held all there is.
        }
        List<Window> halves = WAYS_TO_PAGE.contains(kind) ? window.halves(startedAt) : List.of();
        if (!halves.isEmpty()) {
            access.count(kind);
            windows.removeFirst();
            windows.addFirst(halves.getLast());
            windows.addFirst(halves.getFirst());
            windows.addFirst(window); // The one that run() takes off as done.
            return;
        }
        if (kind == FaultKind.SUSPECT_EMPTY) {
            suspected(what);
            return;
        }
        throw access.fault(kind, what);
    }

    /** In the open window it ends the pass; a sweep and a day go on, and are asked again in their time. */
    private void suspected(String what) throws UcmFault {
        if (job instanceof PassKind.Tail) {
            throw access.fault(FaultKind.SUSPECT_EMPTY, what);
        }
        suspicions++;
        access.count(FaultKind.SUSPECT_EMPTY);
    }
}
