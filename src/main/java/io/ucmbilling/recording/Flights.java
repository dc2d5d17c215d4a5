package io.ucmbilling.recording;

import io.ucmbilling.ucm.FaultKind;
import io.ucmbilling.ucm.UcmFault;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The fetches on their way: at most one for each recording, however many ask. */
final class Flights {
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
    Flight board(Asked asked, @Nullable CachedFile stale) {
        return flights.compute(asked.key(), (key, running) -> {
            if (running != null && running.join()) {
                return running;
            }
            if (room.cache().hasOtherThan(stale, key)) {
                return null;
            }
            Flight flight = new Flight(asked.name(), room.clock().instant());
            flight.join();
            Fetch fetch = new Fetch(asked.site(), key, flight, room);
            threads.execute(() -> {
                try {
                    fetch.run();
                } finally {
                    flights.remove(key, flight);
                }
            });
            return flight;
        });
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
