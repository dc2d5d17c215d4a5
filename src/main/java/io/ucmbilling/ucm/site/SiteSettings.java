package io.ucmbilling.ucm.site;

import io.ucmbilling.contract.Format;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One entry of {@code gateway.sites} as written, with its defaults. {@link SiteSettingsCheck} makes a {@link Site} of
 * it.
 *
 * @param url {@code https://host:port}; a path is the base of the requests
 * @param api LEGACY: GET /cdrapi | HTTPS: the newer POST /api
 * @param format what to poll in
 * @param username empty: no credentials are sent
 * @param password of that user
 * @param timeZone the zone of the PBX's wall clock
 * @param model such as UCM6104, for the FXO/FXS port table
 * @param region ISO 3166 code for reading outside numbers
 * @param since first day to collect; without: 30 days back
 * @param pollInterval from the start of one pass to the start of the next
 * @param overlap how far behind the newest known start every pass reads again
 * @param connectTimeout for the connection and TLS handshake
 * @param readTimeout between two bytes of an answer
 * @param answerTimeout for a whole answer, sign-in included; of a recording for its head
 * @param maxAnswerSize the largest answer taken; a recording may be longer
 * @param parallelFiles recordings on their way at one time, 1 to 16
 * @param tls whom to trust
 * @param trunks names for trunk tokens that the records leave unnamed
 */
record SiteSettings(
        @Nullable String url,
        @DefaultValue("LEGACY") Site.Api api,
        @DefaultValue("JSON") Format format,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @Nullable String timeZone,
        @Nullable String model,
        @Nullable String region,
        @Nullable String since,
        @DefaultValue("60s") Duration pollInterval,
        @DefaultValue("2h") Duration overlap,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout,
        @DefaultValue("60s") Duration answerTimeout,
        @DefaultValue("16MB") DataSize maxAnswerSize,
        @DefaultValue("2") int parallelFiles,
        @DefaultValue TlsSettings tls,
        @DefaultValue Map<String, String> trunks) {

    /**
     * @param trust system: the JVM's authorities and the host name | pinned: the certificate named here | any
     * @param allowLegacy TLS 1.0/1.1 and short DH keys, for this site alone
     * @param fingerprintSha256 of the pinned certificate: 64 hex digits, colons allowed
     * @param caCertificate PEM file of the pinned certificate or authority
     */
    record TlsSettings(
            @DefaultValue("system") Site.Trust trust,
            @DefaultValue("false") boolean allowLegacy,
            @Nullable String fingerprintSha256,
            @Nullable String caCertificate) {}

    /** Returns a text without the password and the user name. */
    @Override
    public String toString() {
        return "SiteSettings[…]";
    }
}
