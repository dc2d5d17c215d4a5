package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches one recording for all who wait for it: {@link #begin} until it is known what comes, the rest on a thread of its own.
 *
 * <ol>
 *   <li>It is found and opened. How long it is, the UCM says (Content-Length); where it does not, the file's own RIFF/WAVE
 *       header does; readers begin as soon as either is known, with what came along, before it is on the disk.
 *   <li>What comes goes to the part, and is told to the readers. Where only the header said the length, the last byte is held
 *       back until the UCM has ended the file just there.
 *   <li>Where it breaks it is gone on with at once, {@link Source#TRIES} openings in all: from the byte where it broke where
 *       the UCM knows ranges, else from the beginning, over what is there, which must be the same. Another length or other
 *       bytes end it: nobody can be served both.
 *   <li>Where neither says the length, or the header was wrong the last time, the file is read until two readings in a row
 *       agree in length and SHA-256; only then readers begin.
 *   <li>What came whole is published. Only what may still be being recorded is not: its header tells another length than the
 *       UCM or there is nothing behind it, and its name tells no start that lies a day back.
 *   <li>Readers that leave do not end it; left by all for {@link #LEFT_ALONE} it ends by itself.
 *   <li>What cannot be kept, for want of room or of a disk, its readers go on with by themselves.
 * </ol>
 */
final class Fetch {
    static final Duration LEFT_ALONE = Duration.ofMinutes(10);
    private static final Duration LONGEST_CALL = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(Fetch.class);

    private final Site site;
    private final CacheKey key;
    private final Flight flight;
    private final Room room;

    /** What every fetch uses. */
    record Room(Finder finder, RecordingCache cache, RecentTrouble doubts, RecordingCounters counters, Clock clock) {}

    Fetch(Site site, CacheKey key, Flight flight, Room room) {
        this.site = site;
        this.key = key;
        this.flight = flight;
        this.room = room;
    }

    Flight flight() {
        return flight;
    }

    /**
     * Asks the UCM and tells the readers; their own thread may do it, so that they are told without a change of threads.
     *
     * @return what is left to be done; null: nothing is
     */
    @Nullable
    Rest begin() {
        return guarded(() -> {
            room.counters().fetch(site.id());
            Optional<Finder.Found> found = room.finder().find(site, flight.asked());
            if (found.isEmpty()) {
                flight.missing();
                return null;
            }
            return begun(found.get());
        });
    }

    private @Nullable Rest begun(Finder.Found found) {
        Incoming incoming = found.incoming();
        boolean told = incoming.told() >= 0;
        long length = told || room.doubts().hasWrongHeader(key) ? incoming.told() : incoming.announced();
        Rest rest = null;
        try {
            Optional<Part> part = room.cache().begin(key, length);
            if (part.isEmpty()) {
                loose();
                return null;
            }
            if (length >= 0) {
                flight.begins(part.get(), length, incoming.first(told ? length : length - 1));
            }
            rest = new Rest(found, part.get(), length, told);
            return rest;
        } finally {
            if (rest == null) {
                incoming.close();
            }
        }
    }

    /** What is left of a fetch when its readers have been told what comes: to be run on a thread of its own, or given up. */
    final class Rest implements Runnable {
        private final Finder.Found found;
        private final Part part;
        private final long length;
        private final boolean told;

        private Rest(Finder.Found found, Part part, long length, boolean told) {
            this.found = found;
            this.part = part;
            this.length = length;
            this.told = told;
        }

        @Override
        public void run() {
            try {
                guarded(() -> {
                    receive();
                    return null;
                });
            } finally {
                if (!flight.isWhole()) {
                    part.drop(); // Not before its readers know why: else they would look for it in vain.
                }
            }
        }

        private void receive() throws UcmFault {
            long announced = found.incoming().announced();
            try (Reception reception = new Reception(
                    found.source(),
                    found.incoming(),
                    part,
                    Fetch.this::isWanted,
                    count -> room.counters().bytes(site.id(), count))) {
                if (length >= 0) {
                    reception.receive(length, told, flight::arrived);
                } else {
                    reception.receiveTwice();
                    flight.begins(part, part.length(), new byte[0]);
                }
                flight.lands();
                publish(part, isWhole(announced) || !mayBeRecordedStill());
            } catch (IOException e) {
                loose();
            } catch (UcmFault e) {
                if (!told && Source.isOfItsLength(e)) {
                    room.doubts().wrongHeader(key);
                }
                throw e;
            }
        }

        /** As far as it tells: what has no sound yet may have been begun just now. */
        private boolean isWhole(long announced) {
            return part.length() > Incoming.SILENT_WAVE && (announced < 0 || announced == part.length());
        }

        /** No thread takes it: the gateway stops. */
        void giveUp() {
            found.incoming().close();
            failed(new UcmFault(FaultKind.INTERNAL, "site " + site.id() + ": recording: the gateway stops"));
            part.drop();
        }
    }

    private interface Step {
        @Nullable
        Rest take() throws UcmFault;
    }

    /** Whatever comes of it, the readers are told. */
    private @Nullable Rest guarded(Step step) {
        UcmFault gone = new UcmFault(FaultKind.INTERNAL, "site " + site.id() + ": recording: the gateway failed");
        boolean taken = false;
        try {
            Rest rest = step.take();
            taken = true;
            return rest;
        } catch (UcmFault e) {
            gone = e;
        } catch (RuntimeException | Error e) {
            LOG.error("site {}: a recording was not fetched", site.id(), e);
        } finally {
            if (!taken) {
                failed(gone);
            }
        }
        return null;
    }

    private void failed(UcmFault fault) {
        if (flight.failedUnlessOver(fault)) {
            room.counters().broken(site.id());
        }
    }

    private boolean isWanted() {
        return !flight.isLeftSince(LEFT_ALONE, room.clock());
    }

    private void loose() {
        room.doubts().doesNotFit(key);
        flight.loose();
    }

    private boolean mayBeRecordedStill() {
        return Candidates.epoch(flight.asked())
                .map(start -> start.plus(LONGEST_CALL).isAfter(room.clock().instant()))
                .orElse(true);
    }

    /** All who wait have it, whether the disk takes the last step or not. */
    private void publish(Part part, boolean keep) {
        String sha256 = HexFormat.of().formatHex(part.sha256());
        if (!keep) {
            flight.whole(sha256, part::drop);
            return;
        }
        try {
            CacheIndex.Entry entry = part.publish(flight.startedAt());
            flight.whole(sha256, () -> room.cache().release(entry));
        } catch (IOException e) {
            LOG.debug("site {}: a recording was not kept", site.id(), e);
            flight.whole(sha256, () -> {});
        }
    }
}
