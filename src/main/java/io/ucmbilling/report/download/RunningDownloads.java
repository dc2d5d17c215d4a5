package io.ucmbilling.report.download;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Downloads of this replica, by random names that the page draws, for some minutes after they were asked for last. Another replica does
 * not know them: whoever asks it keeps showing what they were told before, and asks again.
 */
@Component
final class RunningDownloads {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{8,64}");

    private final Cache<String, DownloadProgress> downloads = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    /**
     * Begins one.
     *
     * @param name drawn by the page; null, or one that is none: nobody can ask for it
     */
    DownloadProgress begin(@Nullable String name, String user) {
        DownloadProgress progress = new DownloadProgress(user);
        if (name != null && NAME.matcher(name).matches()) {
            downloads.put(name, progress);
        }
        return progress;
    }

    /** Returns a download of a user; empty: this replica knows none of that name. */
    Optional<DownloadProgress> find(String name, String user) {
        return Optional.ofNullable(downloads.getIfPresent(name)).filter(progress -> progress.isOf(user));
    }
}
