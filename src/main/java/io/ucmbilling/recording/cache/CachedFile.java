package io.ucmbilling.recording.cache;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole recording on disk, as the cache knows it. Its name tells all of it:
 * {@code <site>.<key>.<length>.<sha256>.<fetched>.<kind>}.
 *
 * @param length in bytes
 * @param sha256 of its content, 64 lower-case hex digits
 * @param fetchedAt when its fetch began, whole milliseconds
 */
record CachedFile(CacheKey key, long length, String sha256, Instant fetchedAt) {
    private static final Pattern NAME = Pattern.compile(
            "([a-z0-9-]{1,40})\\.([0-9a-f]{64})\\.([0-9]{1,15})\\.([0-9a-f]{64})\\.([0-9]{1,15})\\.(rec|csv)");

    private static final Pattern PART = Pattern.compile("[a-z0-9-]{1,40}\\.[0-9a-f]{64}\\.[0-9a-f]{16}-[0-9]+\\.part");

    CachedFile {
        fetchedAt = fetchedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    String name() {
        return beginning(key) + length + "." + sha256 + "." + fetchedAt.toEpochMilli() + "."
                + key.kind().suffix();
    }

    /** Returns how the names of all files of a key begin, also that of one being written. */
    static String beginning(CacheKey key) {
        return key.site() + "." + key.digest() + ".";
    }

    static String partName(CacheKey key, String replica, long number) {
        return beginning(key) + replica + "-" + number + ".part";
    }

    /** Tells whether it is the name of a file that is being written. */
    static boolean isPart(String name) {
        return PART.matcher(name).matches();
    }

    /** Tells whether a part's name is that of one which a replica writes. */
    static boolean isPartOf(String replica, String name) {
        return name.contains("." + replica + "-");
    }

    /** Reads a name; empty: it is no whole file's. */
    static Optional<CachedFile> named(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(new CachedFile(
                        new CacheKey(parts.group(1), CacheKey.Kind.of(parts.group(6)), parts.group(2)),
                        Long.parseLong(parts.group(3)),
                        parts.group(4),
                        Instant.ofEpochMilli(Long.parseLong(parts.group(5)))))
                : Optional.empty();
    }
}
