package io.ucmbilling.recording.standing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ucmbilling.recording.name.Candidates;
import io.ucmbilling.recording.name.RecordingName;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What came of asking for recordings, on this replica and of late. */
public final class RecordingOutcomes {
    static final Duration REMEMBERED_FOR = Duration.ofHours(1);
    private static final int MOST = 100_000;

    private final Cache<File, RecordingStanding> outcomes;

    public RecordingOutcomes(Clock clock) {
        outcomes = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED_FOR)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** A recording, whatever its month folder. */
    private record File(String site, String directory, String baseName) {
        static File of(String site, RecordingName name) {
            return new File(site, Candidates.directory(name), name.baseName());
        }
    }

    public void note(String site, RecordingName name, RecordingStanding outcome) {
        outcomes.put(File.of(site, name), outcome);
    }

    /** Returns what came of it last; null: it was not asked for of late. */
    @Nullable
    RecordingStanding last(String site, RecordingName name) {
        return outcomes.getIfPresent(File.of(site, name));
    }
}
