package io.ucmbilling.cdrapi;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
            if (!listener.endedThreads().isEmpty()) {
                troubles.put(name, "these threads have ended: " + listener.endedThreads());
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
        listeners.forEach((name, listener) -> asked.put(name, CompletableFuture.supplyAsync(listener::ask, EACH)));
        Map<String, String> troubles = new LinkedHashMap<>();
        asked.forEach((name, answer) -> {
            String trouble = await(answer);
            if (!trouble.isEmpty()) {
                troubles.put(name, trouble);
            }
        });
        return troubles;
    }

    private static String await(CompletableFuture<String> answer) {
        try {
            return answer.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return "does not answer within " + MOST_SECONDS + " seconds";
        } catch (ExecutionException e) {
            return "cannot be asked: " + e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
