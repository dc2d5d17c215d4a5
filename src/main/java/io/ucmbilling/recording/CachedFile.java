package io.ucmbilling.recording;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole file of the cache, which its name tells in full: {@code <site>.<key>.<length>.<sha256>.<fetched>.<kind>}.
 *
 * @param length in bytes
 * @param sha256 of its content, 64 lower-case hex digits
 * @param fetchedAt when its fetch began, whole milliseconds
 */
record CachedFile(CacheKey key, long length, String sha256, Instant fetchedAt) {
    private static final Pattern NAME = Pattern.compile(
            "([a-z0-9-]{1,40})\\.([0-9a-f]{64})\\.([0-9]{1,15})\\.([0-9a-f]{64})\\.([0-9]{1,15})\\.(rec|csv)");

    CachedFile {
        fetchedAt = fetchedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    String name() {
        return beginning(key) + length + "." + sha256 + "." + fetchedAt.toEpochMilli() + "."
                + key.kind().suffix();
    }

    /** With what the names of all files of that key begin, also that of one on its way. */
    static String beginning(CacheKey key) {
        return key.site() + "." + key.digest() + ".";
    }

    /** Empty where it is no name of a whole file. */
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

    byte[] sha256Bytes() {
        return HexFormat.of().parseHex(sha256);
    }
}
