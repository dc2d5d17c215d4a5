package io.ucmbilling.testing.ucm;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a {@link SimulatedUcm} was asked for by recapi so far, after a right sign-in. Safe for use by several threads. */
public final class FilesAsked {
    private final Map<String, List<Long>> starts = new ConcurrentHashMap<>();
    private long requests;
    private long missing;
    private long listings;
    private int underWay;
    private int peak;

    FilesAsked() {}

    /** Requests for files, tars and files that are not there included. */
    public synchronized long requests() {
        return requests;
    }

    /** Of those the ones for what is not there. */
    public synchronized long missing() {
        return missing;
    }

    public synchronized long listings() {
        return listings;
    }

    /** How often the file of that path, such as {@code monitor/2026-05/a.wav}, was asked for by itself. */
    public int times(String path) {
        return starts(path).size();
    }

    /** From which byte on each time, in the order asked. */
    public List<Long> starts(String path) {
        return List.copyOf(starts.getOrDefault(path, List.of()));
    }

    /** Files that are being sent at this moment, held ones too; not those of which the last bytes are under way. */
    public synchronized int underWay() {
        return underWay;
    }

    /** The most that ever were at one time. */
    public synchronized int peak() {
        return peak;
    }

    synchronized void request() {
        requests++;
    }

    synchronized void nothing() {
        missing++;
    }

    synchronized void listing() {
        listings++;
    }

    /** What comes back ends it, however often it is run. */
    synchronized Runnable begin(String path, long from) {
        starts.computeIfAbsent(path, key -> new CopyOnWriteArrayList<>()).add(from);
        underWay++;
        peak = Math.max(peak, underWay);
        AtomicBoolean over = new AtomicBoolean();
        return () -> {
            if (over.compareAndSet(false, true)) {
                end();
            }
        };
    }

    private synchronized void end() {
        underWay--;
    }
}
