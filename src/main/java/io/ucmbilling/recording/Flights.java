package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fetches on their way: at most one for each recording, however many ask. */
final class Flights {
    private static final Logger LOG = LoggerFactory.getLogger(Flights.class);

    private final Fetch.Room room;
    private final Executor threads;
    private final Map<CacheKey, Flight> flights = new ConcurrentHashMap<>();

    Flights(Fetch.Room room, Executor threads) {
        this.room = room;
        this.threads = threads;
    }

    /**
     * Joins the fetch that is on its way, or starts one.
     *
     * @param stale what the cache has, but too old; null: nothing
     * @return leave it when done; null: another one has landed since the cache was asked
     */
    @Nullable
    Flight board(RecordingRequest asked, @Nullable CachedFile stale) {
        Fetch fetch = new Fetch(
                asked.site(), asked.key(), new Flight(asked.name(), room.clock().instant()), room);
        Flight boarded = flights.compute(asked.key(), (key, running) -> {
            if (running != null && running.join()) {
                return running;
            }
            if (room.cache().hasOtherThan(stale, key)) {
                return null;
            }
            fetch.flight().join();
            return fetch.flight();
        });
        if (boarded == fetch.flight()) {
            start(asked.key(), fetch);
        }
        return boarded;
    }

    private void start(CacheKey key, Fetch fetch) {
        Fetch.Rest rest = fetch.begin();
        if (rest == null) {
            flights.remove(key, fetch.flight());
            return;
        }
        boolean taken = false;
        try {
            threads.execute(() -> {
                try {
                    rest.run();
                } finally {
                    flights.remove(key, fetch.flight());
                }
            });
            taken = true;
        } catch (RejectedExecutionException e) {
            LOG.debug("a fetch was begun while the gateway stops", e);
        } finally {
            if (!taken) {
                rest.giveUp();
                flights.remove(key, fetch.flight());
            }
        }
    }

    void leave(Flight flight) {
        flight.leave(room.clock().instant());
    }

    /** Whether any file of the site is on its way. */
    boolean isAny(String site) {
        return flights.entrySet().stream()
                .anyMatch(flight -> flight.getKey().site().equals(site)
                        && !flight.getValue().isOver());
    }

    static UcmFault interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new UcmFault(FaultKind.INTERNAL, "recording: interrupted while waiting for it", e);
    }
}
