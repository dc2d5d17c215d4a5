package io.ucmbilling.cdrapi;

import io.ucmbilling.cdrapi.connection.ConnectionLimits;
import io.ucmbilling.settings.WrongSettingException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One entry of {@code gateway.exports}, as configured (guide, <i>API configuration</i>).
 *
 * @param enabled whether it is served; false as on the UCM
 * @param address where to listen: an IP address, IPv6 in brackets, and a port, 8443 if none is given
 * @param path in front of {@code /cdrapi}, {@code /recapi} and {@code /api}; empty or such as {@code /branch-a}
 * @param certificate PEM file under 2 MB with the certificate and its chain; may hold the key too; null: self-signed, made
 *     at start
 * @param privateKey PEM file under 2 MB with the key; null: in the certificate's file
 * @param username empty: authentication is skipped
 * @param password may be empty
 * @param realm of the authentication
 * @param permittedIps who may ask; none: everyone is denied
 * @param sites whose legs and recordings are served; none: all
 * @param shape fields per record: 22, 27, 33 or 44
 * @param naiveTime how a startTime or endTime without zone is read
 * @param httpsApi whether {@code POST /api} is served too, as newer firmware does
 * @param queryTimeout how long the database may work for one page
 * @param maxConnections of permitted peers at one time, for the listener: exports with one address have one number
 * @param maxConnectionsPerPeer of one address among them
 * @param requestTimeout for TLS handshake and head together, and again for a form body
 * @param answerTimeout how long a peer may keep an answer of cdrapi waiting, all its pauses together
 * @param legacySuites whether clients of TLS 1.2 may choose suites with CBC or DHE, for the listener
 */
record ExportSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("0.0.0.0:8443") String address,
        @DefaultValue("") String path,
        @Nullable String certificate,
        @Nullable String privateKey,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("asterisk") String realm,
        @DefaultValue List<String> permittedIps,
        @DefaultValue List<String> sites,
        @DefaultValue("22") int shape,
        @DefaultValue("UTC") NaiveTime naiveTime,
        @DefaultValue("false") boolean httpsApi,
        @DefaultValue("30s") Duration queryTimeout,
        @DefaultValue("400") int maxConnections,
        @DefaultValue("256") int maxConnectionsPerPeer,
        @DefaultValue("20s") Duration requestTimeout,
        @DefaultValue("60s") Duration answerTimeout,
        @DefaultValue("false") boolean legacySuites) {

    private static final int MOST_CONNECTIONS = 8192;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Zones in which a wall-clock bound without zone is read (contract S2, <i>Time</i>). */
    enum NaiveTime {
        /** In UTC, as the guide says. */
        UTC,
        /** In the zone of each site asked. */
        SITE
    }

    /** Returns the limits of connections, checked. {@code key} names the export in messages. */
    ConnectionLimits limits(String key) {
        return new ConnectionLimits(
                number(key + ".max-connections", maxConnections),
                number(key + ".max-connections-per-peer", maxConnectionsPerPeer),
                duration(key + ".request-timeout", requestTimeout, "a time from 1s to 1h"),
                duration(key + ".answer-timeout", answerTimeout, "a time from 1s to 1h"));
    }

    /** Returns how long the database may work for one page, checked. */
    Duration queryTimeout(String key) {
        return duration(key + ".query-timeout", queryTimeout, "1s to 1h, such as 30s");
    }

    private static int number(String key, int found) {
        if (found < 1 || found > MOST_CONNECTIONS) {
            throw new WrongSettingException(key, "" + found, "a number from 1 to " + MOST_CONNECTIONS);
        }
        return found;
    }

    private static Duration duration(String key, Duration found, String expected) {
        if (found.compareTo(SHORTEST) < 0 || found.compareTo(LONGEST) > 0) {
            throw new WrongSettingException(key, "" + found, expected);
        }
        return found;
    }

    /** Returns a text without the password. */
    @Override
    public String toString() {
        return "ExportSettings[" + address + path + "]";
    }
}
