package io.ucmbilling.recording.cache;

import io.ucmbilling.store.archive.RecordingDigests;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The key under which the cache keeps a file: derived, so that nothing a request says ever becomes a file's name.
 *
 * @param site the site's id
 * @param digest SHA-256 over kind, site, directory and name with separators between them, 64 lower-case hex digits
 */
public record CacheKey(String site, Kind kind, String digest) {
    private static final char SEPARATOR = '\0';

    /** The kinds of files. */
    public enum Kind {
        RECORDING("rec"),
        LISTING("csv");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }

        String suffix() {
            return suffix;
        }

        static Kind of(String suffix) {
            return suffix.equals(LISTING.suffix) ? LISTING : RECORDING;
        }
    }

    /** Returns the key of a recording by its canonical name, which all names of one recording have in common. */
    public static CacheKey of(String site, String directory, String file) {
        return new CacheKey(site, Kind.RECORDING, HexFormat.of().formatHex(RecordingDigests.of(site, directory, file)));
    }

    /** Returns the key of the last known listing. An empty filedir stands for that of the directories. */
    public static CacheKey ofListing(String site, String filedir) {
        String text = Kind.LISTING.name() + SEPARATOR + site + SEPARATOR + filedir + SEPARATOR;
        return new CacheKey(site, Kind.LISTING, DigestUtils.sha256Hex(text));
    }

    /** Returns a strong tag that is the same for the same key and detail. */
    public String tag(String detail) {
        return DigestUtils.sha256Hex(digest + SEPARATOR + detail).substring(0, 32);
    }
}
