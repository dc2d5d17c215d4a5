package io.ucmbilling.billing.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.billing.feed.FeedAnswers.FeedAnswer;
import io.ucmbilling.calls.view.Feed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Followers of the feed, which wait for a change without a thread or a connection each (billing contract B3).
 *
 * <ol>
 *   <li>A question is read for by one of {@value #READERS} threads, so as many connections are used, however many ask. Clients take
 *       turns. Those who ask the same question before its reading has begun share it and its answer: a thousand who were woken ask
 *       again at the same moment.
 *   <li>If nothing is found and there is time, the follower is put into the set of those who wait, behind what was read.
 *   <li>When the feed's end has moved (see {@link FeedWatch}), those are taken out and read for whose sites have changed.
 *   <li>A follower that is put in looks whether the end has moved meanwhile, and is read for at once if so: either it sees the new
 *       end, or the watch sees it in the set.
 *   <li>When its time is over it is read for once more, so that what it is told is true then.
 * </ol>
 *
 * <p>Every {@value #LOOKS_SECONDS} seconds, and before it is read for again, it is looked whether a follower's client has left. Then it
 * is forgotten.
 */
@Component
final class Followers {
    static final int MOST_OF_CLIENT = 1_000;
    static final int MOST = 4_000;
    private static final int READERS = 4;
    private static final int LOOKS_SECONDS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

    private final Feed feed;
    private final FeedAnswers answers;
    private final FollowerCounts counts = new FollowerCounts(MOST_OF_CLIENT, MOST);
    private final Map<FeedQuestion, List<Follower>> unread = new ConcurrentHashMap<>();
    private final Set<Follower> waiting = ConcurrentHashMap.newKeySet();
    private final Semaphore arrivals = new Semaphore(0);
    private final RoundRobinExecutor readers = new RoundRobinExecutor(Executors.newFixedThreadPool(
            READERS, Thread.ofPlatform().name("changes-", 1).daemon().factory()));
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("changes-deadlines").daemon().factory());
    private volatile long end;
    private volatile boolean open = true;

    Followers(Feed feed, FeedAnswers answers, MeterRegistry meters) {
        this.feed = feed;
        this.answers = answers;
        deadlines.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        var _ = deadlines.scheduleWithFixedDelay(this::forgetThoseGone, LOOKS_SECONDS, LOOKS_SECONDS, TimeUnit.SECONDS);
        Gauge.builder("gateway.api.waiting.followers", waiting, Set::size).register(meters);
        Gauge.builder("gateway.api.unanswered.followers", counts, FollowerCounts::all)
                .register(meters);
    }

    /**
     * Asks for a follower.
     *
     * @param wait how long it waits for a change if there is none
     * @return is answered by another thread
     */
    DeferredResult<ResponseEntity<byte[]>> ask(FeedQuestion question, Duration wait, ClientPresence client) {
        Follower follower = Follower.of(question, wait, client);
        counts.enter(question.client());
        follower.result().onCompletion(() -> counts.leave(question.client()));
        read(follower);
        return follower.result();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Waits until somebody waits. */
    void awaitArrival() throws InterruptedException {
        arrivals.drainPermits();
        if (isEmpty()) {
            arrivals.acquire();
        }
    }

    /** Reads for those that may find something, as the feed's end has moved. After a restore it may have moved back. */
    void moved(long from, long until) {
        Optional<Set<String>> changed = until > from ? feed.sites(from, until) : Optional.empty();
        end = until;
        readFor(follower -> changed.isEmpty() || follower.question().concerns(changed.get()));
    }

    private void readFor(Predicate<Follower> wanted) {
        for (Follower follower : waiting) {
            if (wanted.test(follower) && !forgetIfGone(follower) && waiting.remove(follower)) {
                read(follower);
            }
        }
    }

    private void forgetThoseGone() {
        try {
            waiting.forEach(this::forgetIfGone);
        } catch (RuntimeException e) {
            LOG.debug("feed: not known who has left, looking again soon", e);
        }
    }

    /** Lets a follower whose client has left wait no more. Returns whether it has. */
    private boolean forgetIfGone(Follower follower) {
        boolean gone = !follower.isHere();
        if (gone && waiting.remove(follower)) {
            follower.answer(answers.nothing(follower.position()));
        }
        return gone;
    }

    private void read(Follower follower) {
        FeedQuestion question = follower.question();
        boolean[] first = {false};
        unread.compute(question, (_, others) -> {
            first[0] = others == null;
            List<Follower> all = others == null ? new ArrayList<>() : others;
            all.add(follower);
            return all;
        });
        if (first[0]) {
            try {
                readers.execute(question.client().name(), () -> read(question));
            } catch (RejectedExecutionException e) {
                LOG.debug("feed: stopping, so it is read here", e);
                read(question);
            }
        }
    }

    private void read(FeedQuestion question) {
        List<Follower> asking = unread.remove(question);
        if (asking == null) {
            return;
        }
        try {
            FeedAnswer answer = answers.of(question);
            for (Follower follower : asking) {
                if (answer.found() || follower.isOver() || !open) {
                    follower.answer(answer.answer());
                } else {
                    await(follower.from(question.from(answer.next())));
                }
            }
        } catch (RuntimeException e) {
            asking.forEach(follower -> follower.fail(e));
        }
    }

    private void await(Follower follower) {
        waiting.add(follower);
        arrivals.release();
        var _ = deadlines.schedule(
                () -> readFor(Follower::isOver), follower.deadline() - System.nanoTime(), TimeUnit.NANOSECONDS);
        boolean moved = end > follower.position().place();
        if ((moved || follower.isOver() || !open) && waiting.remove(follower)) {
            read(follower);
        }
    }

    /** Answers all who wait at once, each as the last of its connection, and lets nobody wait any more. */
    void close() {
        open = false;
        deadlines.shutdownNow();
        readers.shutdown();
        for (Follower follower : waiting) {
            if (waiting.remove(follower)) {
                follower.answer(answers.last(follower.position()));
            }
        }
    }
}
