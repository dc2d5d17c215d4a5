package io.ucmbilling.cdrapi;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Checks of whether listeners answer: all at one time, and at most once a second however often they are asked for. */
final class ListenerChecks {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final long MOST_SECONDS = 10;
    private static final Executor EACH =
            work -> Thread.ofVirtual().name("export-check").start(work);

    private Map<String, String> found = Map.of();
    private @Nullable Long foundAt;

    /** Returns what ails them, by the names given; empty: nothing. */
    synchronized Map<String, String> troubles(Map<String, ExportListener> listeners) {
        Map<String, String> troubles = new LinkedHashMap<>();
        listeners.forEach((name, listener) -> {
            List<String> ended = listener.endpoint().endedThreads();
            if (!ended.isEmpty()) {
                troubles.put(name, "these threads have ended: " + ended);
            }
        });
        if (!troubles.isEmpty()) {
            return troubles;
        }
        Long before = foundAt;
        if (before == null || System.nanoTime() - before > FRESH.toNanos()) {
            found = askAll(listeners);
            foundAt = System.nanoTime();
        }
        return found;
    }

    private static Map<String, String> askAll(Map<String, ExportListener> listeners) {
        Map<String, CompletableFuture<String>> asked = new LinkedHashMap<>();
        listeners.forEach((name, listener) -> asked.put(
                name,
                CompletableFuture.supplyAsync(listener::ask, EACH)
                        .completeOnTimeout(
                                "does not answer within " + MOST_SECONDS + " seconds", MOST_SECONDS, TimeUnit.SECONDS)
                        .exceptionally(e -> "cannot be asked: " + e.getCause())));
        Map<String, String> troubles = new LinkedHashMap<>();
        asked.forEach((name, answer) -> troubles.put(name, answer.join()));
        troubles.values().removeIf(String::isEmpty);
        return troubles;
    }
}
