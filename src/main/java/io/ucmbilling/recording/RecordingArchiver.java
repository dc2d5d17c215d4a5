package io.ucmbilling.recording;

import io.ucmbilling.recording.Recordings.Listing;
import io.ucmbilling.recording.cache.FileState;
import io.ucmbilling.recording.name.Candidates;
import io.ucmbilling.recording.name.ListingRows;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.store.archive.WantedRecordings;
import io.ucmbilling.store.archive.WantedRecordings.State;
import io.ucmbilling.store.archive.WantedRecordings.Wanted;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker that fetches every new recording of one site into the cache, before the UCM's cleaner deletes it.
 *
 * <ol>
 *   <li>The wanted recordings stand in the database: the names in the {@code recordfiles} of the legs of the last
 *       {@link #LOOK_BACK}, once a day and at the start of those of the last {@link #LONG_LOOK_BACK}. A leg is written at
 *       hang-up, so its recordings are whole. They are given {@link #SETTLING} all the same. Guide-age records name none: for
 *       them it is what the listings of monitor and meetme have.
 *   <li>One is fetched at a time, the one with the earliest start first. That is the cleaner's order, and the newest come into
 *       the cache last, so that they stay longest.
 *   <li>People go first: while any file of the site is on its way, or the disk fails, none is begun.
 *   <li>If the UCM does not have it, or breaks it off each time, it is tried again after each of {@link #PAUSES}, then never.
 *       If the UCM itself is away nothing is counted. It is left alone for a while.
 *   <li>A recording that was kept is never fetched again by it, even if the cache had to throw it away. ALL promises
 *       that every recording was fetched once, and is kept as long as {@code max-size} has space for those fetched or read
 *       later.
 * </ol>
 */
final class RecordingArchiver {
    static final Duration LOOK_BACK = Duration.ofDays(2);
    static final Duration LONG_LOOK_BACK = Duration.ofDays(30);
    static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    static final Duration LIST_EVERY = Duration.ofMinutes(10);
    static final Duration SETTLING = Duration.ofSeconds(30);
    static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24));

    private static final Duration AWAY = Duration.ofMinutes(1);
    private static final Duration LOCKED_OUT = Duration.ofMinutes(10);
    private static final List<String> LISTED = List.of("monitor", "meetme");
    private static final Logger LOG = LoggerFactory.getLogger(RecordingArchiver.class);

    private final Site site;
    private final WantedRecordings table;
    private final Prefetcher prefetcher;
    private final Recordings recordings;
    private final Clock clock;
    private Instant looked = Instant.MIN;
    private Instant lookedFar = Instant.MIN;
    private Instant listed = Instant.MIN;
    private Instant quietUntil = Instant.MIN;

    RecordingArchiver(Site site, WantedRecordings table, Prefetcher prefetcher, Recordings recordings, Clock clock) {
        this.site = site;
        this.table = table;
        this.prefetcher = prefetcher;
        this.recordings = recordings;
        this.clock = clock;
    }

    Site site() {
        return site;
    }

    boolean isDue() {
        return isOver(quietUntil, Duration.ZERO);
    }

    /** Fetches the wanted recordings one after the other, while it may. One turn at a time. */
    void turn(BooleanSupplier mayGoOn) {
        look();
        while (mayGoOn.getAsBoolean() && isDue() && prefetcher.mayFetch(site)) {
            Optional<Wanted> wanted = table.next(site.id(), clock.instant());
            if (wanted.isEmpty()) {
                return;
            }
            fetch(wanted.get());
        }
    }

    private void look() {
        Instant now = clock.instant();
        boolean far = isOver(lookedFar, Duration.ofDays(1));
        if (far || isOver(looked, LOOK_EVERY)) {
            table.wantOfLegs(site.id(), now.minus(far ? LONG_LOOK_BACK : LOOK_BACK), now.plus(SETTLING));
            looked = now;
            lookedFar = far ? now : lookedFar;
        }
        if (isOver(listed, LIST_EVERY)) {
            listed = now;
            if (table.hasNamelessLegs(site.id(), now.minus(LOOK_BACK))) {
                list(now);
            }
        }
    }

    private boolean isOver(Instant since, Duration time) {
        return !clock.instant().isBefore(since.plus(time));
    }

    private void list(Instant now) {
        try {
            for (String directory : LISTED) {
                Optional<Listing> listing = recordings.contents(site, directory);
                if (listing.isPresent()) {
                    table.want(site.id(), wanted(listing.get(), now), now.plus(SETTLING));
                }
            }
        } catch (UcmFault e) {
            leaveAlone(e);
        }
    }

    private static List<Wanted> wanted(Listing listing, Instant now) {
        return ListingRows.recordings(listing.csv()).stream()
                .map(name -> new Wanted(
                        name.directory(), name.file(), Candidates.epoch(name).orElse(now), 0))
                .filter(wanted -> wanted.startedAt().isAfter(now.minus(LONG_LOOK_BACK)))
                .toList();
    }

    private void fetch(Wanted wanted) {
        Optional<RecordingName> name = RecordingName.of(wanted.directory(), wanted.name());
        if (name.isEmpty()) {
            table.givenUp(site.id(), wanted, State.BROKEN);
            return;
        }
        try {
            switch (prefetcher.fetch(site, name.get())) {
                case FileState.Whole(long length, String sha256) ->
                    table.kept(site.id(), wanted, length, HexFormat.of().parseHex(sha256), clock.instant());
                case FileState.Missing _ -> again(wanted, State.MISSING);
                case FileState.Uncacheable _, FileState.Failed _, FileState.Opening _, FileState.Growing _ ->
                    again(wanted, State.BROKEN);
            }
        } catch (UcmFault e) {
            if (isOfTheFile(e.kind())) {
                again(wanted, State.BROKEN);
            } else {
                leaveAlone(e);
            }
        }
    }

    private void again(Wanted wanted, State last) {
        if (wanted.tries() >= PAUSES.size()) {
            LOG.warn("site {}: archive: a recording of {} is {}", site.id(), wanted.startedAt(), last);
            table.givenUp(site.id(), wanted, last);
        } else {
            table.again(site.id(), wanted, clock.instant().plus(PAUSES.get(wanted.tries())));
        }
    }

    private static boolean isOfTheFile(FaultKind kind) {
        return switch (kind) {
            case BROKEN_OFF, DRIFTED, MALFORMED, NOT_OFFERED, TOO_LARGE, API_ERROR, WRONG_CONTENT_TYPE, SERVER_ERROR ->
                true;
            case UNREACHABLE, TIMED_OUT, TLS_REFUSED, LOGIN_REFUSED, ACCESS_DENIED, REDIRECTED, TOLD_TO_WAIT -> false;
            case SUSPECT_EMPTY, REPEATED_PAGE, LOCK_LOST, STORE_UNAVAILABLE, INTERNAL -> false;
        };
    }

    private void leaveAlone(UcmFault e) {
        boolean lockedOut = e.kind().retry() == FaultKind.Retry.LOGIN_BACKOFF;
        quietUntil = clock.instant().plus(lockedOut ? LOCKED_OUT : AWAY);
        LOG.debug("site {}: archive: {}", site.id(), e.kind());
    }
}
