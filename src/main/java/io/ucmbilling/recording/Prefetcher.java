package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.Optional;

/** Brings recordings into the cache that nobody waits for. */
final class Prefetcher {
    private final Fetch.Room room;
    private final Flights flights;

    Prefetcher(Fetch.Room room, Flights flights) {
        this.room = room;
        this.flights = flights;
    }

    /** What became of a recording. */
    sealed interface Outcome {
        /** The cache has it. */
        record Kept(CachedFile file) implements Outcome {}

        /** The UCM does not have it. */
        record Missing() implements Outcome {}

        /** It came, but the cache did not take it: no room, no disk, or it may still be being recorded. */
        record NotKept() implements Outcome {}
    }

    /** Whether now is the time: the disk takes files and no file of the site is on its way, for a person or another. */
    boolean mayKeep(Site site) {
        return room.cache().takesFiles() && !flights.isAny(site.id());
    }

    /** Fetches what the cache has not, and waits for it. */
    Outcome keep(Site site, RecordingName name) throws UcmFault {
        RecordingRequest asked = RecordingRequest.of(site, name);
        Optional<CachedFile> there = file(asked);
        if (there.isPresent()) {
            return new Outcome.Kept(there.get());
        }
        if (room.finder().isMissing(site, name)) {
            return new Outcome.Missing();
        }
        Flight flight = flights.board(asked, null);
        if (flight != null && end(flight) == Flight.Stage.MISSING) {
            return new Outcome.Missing();
        }
        return file(asked).<Outcome>map(Outcome.Kept::new).orElseGet(Outcome.NotKept::new);
    }

    private Flight.Stage end(Flight flight) throws UcmFault {
        try {
            flight.awaitEnd();
            Optional<UcmFault> fault = flight.fault();
            if (fault.isPresent()) {
                throw fault.get();
            }
            return flight.awaitBegin();
        } catch (InterruptedException e) {
            throw Flights.interrupted(e);
        } finally {
            flights.leave(flight);
        }
    }

    private Optional<CachedFile> file(RecordingRequest asked) {
        Optional<RecordingCache.Held> held = room.cache().open(asked.key());
        if (held.isEmpty()) {
            return Optional.empty();
        }
        try (RecordingCache.Held file = held.get()) {
            return Optional.of(file.file());
        }
    }
}
