package io.ucmbilling.recording;

import io.ucmbilling.recording.cache.RecordingCache;
import io.ucmbilling.settings.WrongSettingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code gateway.recordings}: the cache of recordings and the archive.
 *
 * @param directory the folder of the files; made with the first one, for the gateway's user alone. Relative: to the working
 *     directory. Replicas may share one
 * @param maxSize the most that the folder holds, 1 MB or more
 * @param maxAge how long after it was fetched a file is kept at most; null: for ever
 * @param keep which recordings are fetched: ON_DEMAND: those that are asked for | ALL: every new one, after hang-up
 * @param sites what is different for a site, by its id
 */
@ConfigurationProperties(prefix = "gateway.recordings", ignoreUnknownFields = false)
record RecordingsSettings(
        @DefaultValue("recordings") Path directory,
        @DefaultValue("10GB") DataSize maxSize,
        @Nullable Duration maxAge,
        @DefaultValue("ON_DEMAND") Keep keep,
        @DefaultValue Map<String, OfSite> sites) {

    /** The recordings that are fetched. */
    enum Keep {
        ON_DEMAND,
        ALL
    }

    /** @param keep as {@code gateway.recordings.keep}, for this site alone; null: the same */
    record OfSite(@Nullable Keep keep) {}

    RecordingsSettings {
        if (maxSize.compareTo(DataSize.ofMegabytes(1)) < 0) {
            throw wrong("max-size", maxSize, "1MB or more");
        }
        if (maxAge != null && !maxAge.isPositive()) {
            throw wrong("max-age", maxAge, "a duration greater than zero, such as 90d");
        }
        sites = Map.copyOf(sites);
    }

    RecordingCache.Bounds bounds() {
        return new RecordingCache.Bounds(directory, maxSize.toBytes(), maxAge);
    }

    /** Refuses a key of a site that the fleet does not have. */
    void check(Collection<String> fleet) {
        sites.keySet().stream()
                .filter(site -> !fleet.contains(site))
                .findFirst()
                .ifPresent(site -> {
                    throw wrong("sites." + site, "a site of that id", "one of gateway.sites: " + new TreeSet<>(fleet));
                });
    }

    Keep keepOf(String site) {
        OfSite own = sites.get(site);
        return own == null || own.keep() == null ? keep : own.keep();
    }

    private static WrongSettingException wrong(String key, Object found, String expected) {
        return new WrongSettingException("gateway.recordings." + key, found.toString(), expected);
    }
}
