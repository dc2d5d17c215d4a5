package io.ucmbilling.ucm.site;

import io.ucmbilling.contract.Format;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One UCM of the fleet, as configured under {@code gateway.sites.<id>}, with every value checked.
 *
 * @param id {@code [a-z0-9][a-z0-9-]{0,39}}; used in URLs, labels and files
 * @param url https scheme, host, port and maybe a base path; no user, query or fragment
 * @param model such as UCM6104, for the table of analog ports, in upper case; any other text has no table; null: not
 *     known
 * @param since first day to collect, in the PBX's zone; null: 30 days back from the first start
 * @param pollInterval from the start of one pass to the start of the next
 * @param overlap how far behind the newest known start every pass reads again
 * @param trunks names for trunk tokens that the records leave unnamed, by token
 * @param region ISO 3166 code for reading outside numbers, in upper case; null: only numbers that begin with + are read
 * @param username empty: no credentials are sent, as the UCM may ask for none (guide, Table 2)
 * @param password never printed: see {@link #toString}
 */
public record Site(
        String id,
        URI url,
        Api api,
        Format format,
        String username,
        String password,
        ZoneId timeZone,
        @Nullable String model,
        @Nullable LocalDate since,
        Duration pollInterval,
        Duration overlap,
        Tls tls,
        Limits limits,
        Map<String, String> trunks,
        @Nullable String region) {

    public Site {
        trunks = Map.copyOf(trunks);
    }

    /** The way in (contract U1). */
    public enum Api {
        /** {@code GET /cdrapi} and {@code /recapi}, with Digest or Basic. */
        LEGACY,
        /** The newer {@code POST /api}: challenge, login, cookie. */
        HTTPS
    }

    /** Whom to trust on the other end. */
    public enum Trust {
        /** The JVM's certificate authorities, and the host name. */
        SYSTEM,
        /** Exactly the pinned certificate, or one signed by the pinned authority. The host name does not count. */
        PINNED,
        /** Anyone: the line is encrypted, the other end unknown. */
        ANY
    }

    /**
     * TLS towards this site alone.
     *
     * @param fingerprintSha256 64 lower-case hex digits without colons; null: not pinned by fingerprint
     * @param caCertificate PEM file's text of the pinned authority or certificate; null: not pinned by certificate
     * @param allowLegacy TLS 1.0 and 1.1 and short DH keys, for this site alone
     */
    public record Tls(
            Trust trust,
            @Nullable String fingerprintSha256,
            @Nullable String caCertificate,
            boolean allowLegacy) {}

    /**
     * Limits of how long and how much to take from this site.
     *
     * @param connectTimeout for the connection and TLS handshake
     * @param readTimeout between two bytes
     * @param answerTimeout for a whole answer; of a recording for its head
     * @param maxAnswerBytes the largest answer taken; a recording may be longer
     * @param parallelFiles how many recordings may be on their way at one time
     */
    public record Limits(
            Duration connectTimeout,
            Duration readTimeout,
            Duration answerTimeout,
            int maxAnswerBytes,
            int parallelFiles) {}

    /** Returns the path and query below the url, whether that ends in a slash or not. */
    public URI under(String path) {
        return URI.create(url.toString().replaceFirst("/+$", "") + path);
    }

    /** Returns a text without the password and the user name. */
    @Override
    public String toString() {
        return "Site[" + id + " at " + url + "]";
    }
}
