package io.ucmbilling.recording;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Under what the cache keeps something: derived, so that nothing a request says ever becomes a file's name.
 *
 * @param site the site's id
 * @param digest SHA-256 over kind, site, directory and name with separators between them, 64 lower-case hex digits
 */
record CacheKey(String site, Kind kind, String digest) {
    private static final char SEPARATOR = '\0';

    /** What is kept. */
    enum Kind {
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

    /** Of a recording by its {@link Candidates#canonical canonical} name. */
    static CacheKey of(String site, RecordingName name) {
        return of(site, Kind.RECORDING, name.directory(), name.file());
    }

    /** Of the last known listing; an empty filedir stands for that of the directories. */
    static CacheKey ofListing(String site, String filedir) {
        return of(site, Kind.LISTING, filedir, "");
    }

    private static CacheKey of(String site, Kind kind, String directory, String file) {
        String text = kind.name() + SEPARATOR + site + SEPARATOR + directory + SEPARATOR + file;
        return new CacheKey(site, kind, hex(text));
    }

    /** A strong tag that is the same for the same key and detail. */
    String tag(String detail) {
        return hex(digest + SEPARATOR + detail).substring(0, 32);
    }

    private static String hex(String text) {
        MessageDigest sha256 = Sha256.start();
        return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
