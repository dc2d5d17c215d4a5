package io.ucmbilling.ucm;

import io.ucmbilling.contract.Format;
import io.ucmbilling.ucm.site.Site;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/** A site for tests: what a test does not say is a guide-age UCM on this machine that anyone may be. */
public record SiteDraft(
        String url, Site.Api api, Format format, String username, String password, Site.Tls tls, Site.Limits limits) {
    public static final String PASSWORD = "Kn0ck-kn0ck";
    private static final Duration LONG = Duration.ofSeconds(20);

    public static SiteDraft on(int port) {
        return new SiteDraft(
                "https://localhost:" + port,
                Site.Api.LEGACY,
                Format.JSON,
                "cdrapi",
                PASSWORD,
                new Site.Tls(Site.Trust.ANY, null, null, false),
                new Site.Limits(LONG, LONG, LONG, 1024 * 1024, 2));
    }

    public SiteDraft at(String url) {
        return new SiteDraft(url, api, format, username, password, tls, limits);
    }

    public SiteDraft api(Site.Api api) {
        return new SiteDraft(url, api, format, username, password, tls, limits);
    }

    public SiteDraft format(Format format) {
        return new SiteDraft(url, api, format, username, password, tls, limits);
    }

    public SiteDraft login(String username, String password) {
        return new SiteDraft(url, api, format, username, password, tls, limits);
    }

    public SiteDraft tls(Site.Tls tls) {
        return new SiteDraft(url, api, format, username, password, tls, limits);
    }

    public SiteDraft legacyTls() {
        return tls(new Site.Tls(tls.trust(), tls.fingerprintSha256(), tls.caCertificate(), true));
    }

    public SiteDraft readTimeout(Duration limit) {
        return new SiteDraft(
                url,
                api,
                format,
                username,
                password,
                tls,
                new Site.Limits(LONG, limit, LONG, limits.maxAnswerBytes(), 2));
    }

    public SiteDraft answerTimeout(Duration limit) {
        return new SiteDraft(
                url,
                api,
                format,
                username,
                password,
                tls,
                new Site.Limits(LONG, LONG, limit, limits.maxAnswerBytes(), 2));
    }

    public SiteDraft maxAnswerBytes(int bytes) {
        return new SiteDraft(url, api, format, username, password, tls, new Site.Limits(LONG, LONG, LONG, bytes, 2));
    }

    public Site site() {
        return new Site(
                "branch-a",
                URI.create(url),
                api,
                format,
                username,
                password,
                ZoneId.of("America/Chicago"),
                null,
                null,
                Duration.ofMinutes(1),
                Duration.ofHours(2),
                tls,
                limits,
                Map.of(),
                null);
    }
}
