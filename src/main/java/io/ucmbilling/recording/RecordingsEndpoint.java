package io.ucmbilling.recording;

import io.ucmbilling.recording.RecordingsSettings.Keep;
import io.ucmbilling.recording.cache.RecordingCache;
import io.ucmbilling.store.archive.WantedRecordings;
import io.ucmbilling.store.archive.WantedRecordings.State;
import io.ucmbilling.ucm.site.Fleet;
import java.time.Instant;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;

/** {@code /actuator/recordings/<site>}: what the cache has of a site, how far its archive is, and what is missing. */
@Component
@Endpoint(id = "recordings")
class RecordingsEndpoint {
    private static final int MISSING_SHOWN = 100;

    /** Party numbers but for their last two digits. An epoch has ten digits and stands first. */
    private static final Pattern PARTY = Pattern.compile("(?<=[0-9][^0-9])[0-9]{3,}(?=[0-9]{2})");

    private final Fleet fleet;
    private final RecordingsSettings settings;
    private final RecordingCache cache;
    private final WantedRecordings table;

    RecordingsEndpoint(Fleet fleet, RecordingsSettings settings, RecordingCache cache, WantedRecordings table) {
        this.fleet = fleet;
        this.settings = settings;
        this.cache = cache;
        this.table = table;
    }

    /**
     * One site's recordings, as shown.
     *
     * @param keep which are fetched
     * @param files in the cache
     * @param bytes in the cache
     * @param boundBytes the most that the cache holds, of all sites
     * @param diskFails whether the disk took no file when it was last asked
     * @param archive how many recordings are in which state; empty: none was ever wanted
     * @param missing those that the archive has given up, the newest first, at most a hundred
     */
    record SiteRecordings(
            Keep keep,
            long files,
            long bytes,
            long boundBytes,
            boolean diskFails,
            Map<State, Long> archive,
            List<MissingRecording> missing) {}

    /** @param name with all but the last two digits of party numbers left out */
    record MissingRecording(Instant startedAt, String name) {}

    /** Returns one site; null, which answers 404: it is not configured. */
    @ReadOperation
    @Nullable
    SiteRecordings site(@Selector String site) {
        if (fleet.find(site).isEmpty()) {
            return null;
        }
        LongSummaryStatistics cached = cache.recordings(site);
        return new SiteRecordings(
                settings.keepOf(site),
                cached.getCount(),
                cached.getSum(),
                settings.maxSize().toBytes(),
                cache.isInTrouble(),
                table.counts(site),
                table.missing(site, MISSING_SHOWN).stream()
                        .map(missing -> new MissingRecording(missing.startedAt(), masked(missing.name())))
                        .toList());
    }

    static String masked(String name) {
        return PARTY.matcher(name).replaceAll("…");
    }
}
