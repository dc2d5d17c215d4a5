package io.ucmbilling.recording.cache;

import io.ucmbilling.store.archive.ErasedRecordings;
import io.ucmbilling.store.archive.ErasedRecordings.ErasedRecording;
import io.ucmbilling.store.retention.KeptFrom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Takes erased recordings out of this replica's cache, whichever replica erased them.
 *
 * <ol>
 *   <li>At the start all are read that ever were erased, before anything is served. While the database is away, what was read counts.
 *   <li>Each {@link #LOOK_EVERY} those are read that came since, and each {@link #LOOK_BACK_EVERY} those of the last {@link #LOOK_BACK} once
 *       more: one of them may have been committed behind a later one.
 *   <li>Recordings from before the first day that is kept are not asked for any more, and files that were fetched before it go.
 *   <li>Files of erased ones go, and so do the listings of their sites, which name them.
 * </ol>
 */
public final class ErasedFiles {
    static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    static final Duration LOOK_BACK_EVERY = Duration.ofMinutes(1);
    static final Duration LOOK_BACK = Duration.ofMinutes(15);

    private static final int AT_A_TIME = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(ErasedFiles.class);

    private final ErasedRecordings table;
    private final KeptFrom keptFrom;
    private final RecordingCache cache;
    private final Clock clock;
    private Instant lookedBack;
    /** The highest number that was read. */
    private long last;
    /** All up to this number were erased so long ago that none will come before it. */
    private long settled;

    public ErasedFiles(ErasedRecordings table, KeptFrom keptFrom, RecordingCache cache, Clock clock) {
        this.table = table;
        this.keptFrom = keptFrom;
        this.cache = cache;
        this.clock = clock;
        this.lookedBack = clock.instant();
        read(0);
    }

    /** Looks for what was erased since the last time. */
    @Scheduled(fixedDelayString = "PT2S")
    public synchronized void look() {
        try {
            Instant now = clock.instant();
            boolean back = !now.isBefore(lookedBack.plus(LOOK_BACK_EVERY));
            lookedBack = back ? now : lookedBack;
            read(back ? settled : last);
        } catch (DataAccessException e) {
            LOG.debug("erased recordings: not read, the database does not answer", e);
        }
    }

    private void read(long after) {
        keptFrom.day().ifPresent(cache::keepFrom);
        Instant old = clock.instant().minus(LOOK_BACK);
        long number = after;
        List<ErasedRecording> some;
        do {
            some = table.after(number, AT_A_TIME);
            cache.erase(some.stream().map(ErasedFiles::key).toList());
            for (ErasedRecording recording : some) {
                number = recording.number();
                if (recording.erasedAt().isBefore(old)) {
                    settled = Math.max(settled, number);
                }
            }
            last = Math.max(last, number);
        } while (some.size() == AT_A_TIME);
    }

    private static CacheKey key(ErasedRecording recording) {
        return new CacheKey(
                recording.site(), CacheKey.Kind.RECORDING, HexFormat.of().formatHex(recording.digest()));
    }
}
