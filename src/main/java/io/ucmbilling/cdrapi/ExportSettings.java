package io.ucmbilling.cdrapi;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One entry of {@code gateway.exports}, as configured (guide, <i>API configuration</i>).
 *
 * @param enabled whether it is served; false as on the UCM
 * @param address where to listen: an IP address, IPv6 in brackets, and a port, 8443 where none is given
 * @param path in front of {@code /cdrapi} and {@code /recapi}; empty or such as {@code /branch-a}
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
 * @param queryTimeout how long the database may work for one page
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
        @DefaultValue("30s") Duration queryTimeout) {

    /** How a wall-clock bound without zone is read (contract S2, <i>Time</i>). */
    enum NaiveTime {
        /** In UTC, as the guide says. */
        UTC,
        /** In the zone of each site asked. */
        SITE
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ExportSettings[" + address + path + "]";
    }
}
