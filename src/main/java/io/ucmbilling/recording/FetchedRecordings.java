package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The recordings through the cache.
 *
 * <ol>
 *   <li>What the cache has whole is served from there. A name with an epoch in it stands for one recording for ever; any
 *       other may be given again, as those of voicemail are, so it is fetched anew after {@link #FRESH_FOR}, and served from
 *       the cache only where the UCM cannot be asked or has it no more.
 *   <li>Else whoever asks first begins a {@link Fetch}, which then goes on by itself; who asks meanwhile joins it.
 *   <li>Where the cache takes no files, or has no room for this one, each reader is passed its own through.
 * </ol>
 */
final class FetchedRecordings implements Recordings {
    static final Duration FRESH_FOR = Duration.ofHours(1);

    /** So often a fetch may land or vanish between two looks; then this reader is passed its own through. */
    private static final int MOST_ROUNDS = 4;

    private final Fetch.Room room;
    private final Passing passing;
    private final Listings listings;
    private final Flights flights;

    FetchedRecordings(Fetch.Room room, Listings listings, Flights flights) {
        this.room = room;
        this.passing = new Passing(room);
        this.listings = listings;
        this.flights = flights;
    }

    @Override
    public Listing directories(Site site) throws UcmFault {
        return listings.directories(site);
    }

    @Override
    public Optional<Listing> contents(Site site, String filedir) throws UcmFault {
        return listings.contents(site, filedir);
    }

    @Override
    public boolean isCached(Site site, RecordingName name) {
        return room.cache().contains(RecordingRequest.of(site, name).key());
    }

    @Override
    public Optional<Recording> open(Site site, RecordingName name) throws UcmFault {
        RecordingRequest asked = RecordingRequest.of(site, name);
        Optional<RecordingCache.Held> held = room.cache().open(asked.key());
        if (held.isPresent() && isFresh(asked, held.get())) {
            room.counters().hit(site.id());
            return held.map(file -> cached(asked, file));
        }
        room.counters().miss(site.id());
        return held.isPresent() ? anew(asked, held.get()) : fetched(asked, null);
    }

    private boolean isFresh(RecordingRequest asked, RecordingCache.Held held) {
        Instant fetchedAt = held.file().fetchedAt();
        return asked.isForEver()
                || fetchedAt.plus(FRESH_FOR).isAfter(room.clock().instant());
    }

    private Recording cached(RecordingRequest asked, RecordingCache.Held held) {
        CachedFile file = held.file();
        return new OpenRecording(
                Arrival.of(file),
                held.channel()::read,
                asked.label(file.length(), file.fetchedAt()),
                length -> sameAgain(asked, length),
                held::close);
    }

    /** What stands for one recording for ever may be gone on with; any other name may be another one's by now. */
    private Recording sameAgain(RecordingRequest asked, long length) throws UcmFault {
        if (!asked.isForEver()) {
            throw new UcmFault(
                    FaultKind.BROKEN_OFF,
                    "site " + asked.site().id() + ": recording: the disk failed while it was read");
        }
        return passing.goOn(asked, length);
    }

    private Optional<Recording> anew(RecordingRequest asked, RecordingCache.Held held) {
        try {
            Optional<Recording> fetched = fetched(asked, held.file());
            if (fetched.isPresent()) {
                held.close();
                return fetched;
            }
        } catch (UcmFault e) {
            // What is known serves better than nothing.
        }
        return Optional.of(cached(asked, held));
    }

    /** @param stale what the cache has, but too old; null: nothing */
    private Optional<Recording> fetched(RecordingRequest asked, @Nullable CachedFile stale) throws UcmFault {
        for (int rounds = 0; rounds < MOST_ROUNDS; rounds++) {
            if (room.finder().isMissing(asked.site(), asked.name())) {
                return Optional.empty();
            }
            if (!room.cache().takesFiles() || room.doubts().isUnfit(asked.key())) {
                return passing.open(asked);
            }
            Flight flight = flights.board(asked, stale);
            if (flight == null) {
                Optional<RecordingCache.Held> landed = room.cache().open(asked.key());
                if (landed.isPresent()) {
                    return landed.map(file -> cached(asked, file));
                }
                continue;
            }
            Flight.Stage stage = awaited(flight);
            if (stage == Flight.Stage.ARRIVING || stage == Flight.Stage.WHOLE) {
                Optional<Recording> arriving = arriving(asked, flight);
                if (arriving.isPresent()) {
                    return arriving;
                }
                failIfBroken(asked, flight, rounds);
                continue;
            }
            flights.leave(flight);
            failIfBroken(asked, flight, rounds);
            if (stage == Flight.Stage.MISSING && flight.asked().equals(asked.name())) {
                return Optional.empty();
            }
        }
        return passing.open(asked);
    }

    /** Whom nothing was told yet may try once more where a wrong header was the reason: it is not believed again. */
    private void failIfBroken(RecordingRequest asked, Flight flight, int rounds) throws UcmFault {
        Optional<UcmFault> fault = flight.fault();
        if (fault.isPresent() && (rounds > 0 || !room.doubts().hasWrongHeader(asked.key()))) {
            throw fault.get();
        }
    }

    private Flight.Stage awaited(Flight flight) throws UcmFault {
        try {
            return flight.awaitBegin();
        } catch (InterruptedException e) {
            flights.leave(flight);
            throw Flights.interrupted(e);
        }
    }

    /** Empty: what was joined has landed meanwhile, so that it is in the cache. */
    private Optional<Recording> arriving(RecordingRequest asked, Flight flight) throws UcmFault {
        try {
            FlightBytes bytes = flight.bytes();
            return Optional.of(new OpenRecording(
                    flight,
                    bytes,
                    asked.label(flight.length(), flight.startedAt()),
                    length -> passing.goOn(asked, length),
                    () -> {
                        bytes.close();
                        flights.leave(flight);
                    }));
        } catch (IOException e) {
            return landed(flight);
        }
    }

    private Optional<Recording> landed(Flight flight) throws UcmFault {
        try {
            flight.awaitEnd();
            return Optional.empty();
        } catch (InterruptedException e) {
            throw Flights.interrupted(e);
        } finally {
            flights.leave(flight);
        }
    }
}
