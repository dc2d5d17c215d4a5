package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.pbx.Pbx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A site that makes calls and looks for them in the export: how long it takes until they are served, and how long the
 * export takes to answer, compared with what it took before anything was wrong.
 */
final class HonestSite {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int TIMES_SLOWER = 10;
    private static final Duration SLOWER_ANSWER = Duration.ofSeconds(15);
    private static final Duration SLOWER_CALLS = Duration.ofSeconds(30);

    private final Pbx pbx;
    private final GatewayProbe gateway;
    private final List<Duration> answers = new ArrayList<>();
    private Duration longestAnswer = Duration.ofDays(1);
    private Duration longestWait = Duration.ofDays(1);

    HonestSite(Pbx pbx, GatewayProbe gateway) {
        this.pbx = pbx;
        this.gateway = gateway;
    }

    /** Waits until all legs are served, be it by a gateway that has yet to start. */
    void awaitAllServed() {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).ignoreExceptions().until(() -> served(pbx.shown()));
    }

    /** Finds out what is usual, in so many rounds. */
    void measure(int rounds) {
        awaitAllServed();
        List<Duration> waits = new ArrayList<>();
        answers.clear();
        for (int i = 0; i < rounds; i++) {
            waits.add(waited());
        }
        longestAnswer = median(answers).multipliedBy(TIMES_SLOWER).plus(SLOWER_ANSWER);
        longestWait = median(waits).multipliedBy(TIMES_SLOWER).plus(SLOWER_CALLS);
    }

    /** Makes calls, waits until the export serves them, and holds it against what is usual. */
    void makeCalls() {
        answers.clear();
        assertThat(waited()).as("until new calls were served").isLessThan(longestWait);
        assertThat(answers)
                .as("the export's answers")
                .allSatisfy(answer -> assertThat(answer).isLessThan(longestAnswer));
    }

    private Duration waited() {
        int known = pbx.shownCount();
        while (pbx.shownCount() == known) {
            pbx.advance(Duration.ofSeconds(5));
        }
        List<CdrRecord> calls = pbx.everShown().subList(known, pbx.shownCount());
        long begun = System.nanoTime();
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(PAUSE).until(() -> served(calls));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private boolean served(List<CdrRecord> calls) throws Exception {
        long begun = System.nanoTime();
        List<CdrRecord> served = gateway.served(first(calls));
        answers.add(Duration.ofNanos(System.nanoTime() - begun));
        return keys(served).containsAll(keys(calls));
    }

    private static long first(List<CdrRecord> calls) {
        return calls.stream()
                .mapToLong(call -> Long.parseLong(call.text(Field.UNIQUEID).split("\\.")[0]))
                .min()
                .orElseThrow();
    }

    /** Returns the values that tell legs apart, of each of them. */
    static List<String> keys(List<CdrRecord> legs) {
        return legs.stream()
                .map(leg -> leg.text(Field.SESSION) + "|" + leg.text(Field.ACCT_ID) + "|" + leg.text(Field.START))
                .toList();
    }

    private static Duration median(List<Duration> durations) {
        List<Duration> sorted = new ArrayList<>(durations);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
