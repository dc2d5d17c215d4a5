package io.ucmbilling.ucm.site;

import io.ucmbilling.call.AnalogPorts;
import io.ucmbilling.contract.Format;
import io.ucmbilling.settings.WrongSettingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check of one site's settings, which makes the {@link Site} of them. The first wrong value is told by its whole
 * key.
 */
record SiteSettingsCheck(String id, SiteSettings settings, Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(SiteSettingsCheck.class);
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    /** No UCM, and no Asterisk under it, was there before. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2002, 1, 1);

    Site site() {
        if (!ID.matcher(id).matches()) {
            throw new WrongSettingException(
                    "gateway.sites." + id,
                    "the site id " + quoted(id),
                    "one to 40 of a-z, 0-9 and -, not beginning with -, such as branch-a");
        }
        URI url = url();
        ZoneId zone = zone();
        checkLogin();
        return new Site(
                id,
                url,
                settings.api(),
                settings.format(),
                settings.username(),
                settings.password(),
                zone,
                model(),
                since(zone),
                positive("poll-interval", settings.pollInterval(), "60s"),
                positive("overlap", settings.overlap(), "2h"),
                new TlsSettingsCheck(id, settings.tls()).tls(),
                new SiteLimitsCheck(id, settings).limits(),
                trunks(),
                region());
    }

    private URI url() {
        String text = settings.url();
        String expected = "an address such as https://ucm.example:8443, without user, query and fragment";
        if (text == null || text.isBlank()) {
            throw wrong("url", "nothing", expected);
        }
        try {
            URI url = new URI(text.strip());
            boolean https = "https".equalsIgnoreCase(url.getScheme()) && url.getHost() != null;
            boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            if (https && bare && url.getPort() != 0 && url.getPort() <= 65535) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Told below, without the exception's text: it repeats the input, which may hold a password.
        }
        throw wrong("url", quoted(withoutSecrets(text)), expected);
    }

    private ZoneId zone() {
        String text = settings.timeZone();
        String expected = "the zone of the PBX's clock, such as America/Chicago";
        if (text == null || text.isBlank()) {
            throw wrong("time-zone", "nothing", expected);
        }
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException e) {
            throw wrong("time-zone", quoted(text), expected);
        }
    }

    private void checkLogin() {
        if (settings.api() != Site.Api.HTTPS) {
            return;
        }
        if (settings.username().isBlank()) {
            throw wrong("username", "nothing", "the user of the HTTPS API, as api is HTTPS");
        }
        if (settings.format() != Format.JSON) {
            throw wrong("format", settings.format().name(), "JSON, as api is HTTPS");
        }
    }

    /**
     * Returns the model. Any text is accepted. A model without a table of ports counts as none, which is warned about.
     */
    private @Nullable String model() {
        String model = settings.model();
        if (model == null || model.isBlank()) {
            return null;
        }
        if (AnalogPorts.of(model) != null) {
            return model.strip().toUpperCase(Locale.ROOT);
        }
        LOG.warn(
                "gateway.sites.{}.model: found {}, whose analog ports are not known, so it counts as none; expected one"
                        + " of {}, also with a letter behind it",
                id,
                quoted(model),
                AnalogPorts.models());
        return model.strip();
    }

    private @Nullable String region() {
        String region = settings.region();
        if (region == null || region.isBlank()) {
            return null;
        }
        String code = region.strip().toUpperCase(Locale.ROOT);
        if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(code)) {
            throw wrong("region", quoted(region), "a country's two letters by ISO 3166, such as US");
        }
        return code;
    }

    private @Nullable LocalDate since(ZoneId zone) {
        String text = settings.since();
        if (text == null || text.isBlank()) {
            return null;
        }
        LocalDate last = LocalDate.now(clock.withZone(zone)).plusDays(1);
        String expected = "a day from " + FIRST_DAY + " to " + last;
        try {
            LocalDate since = LocalDate.parse(text.strip());
            if (since.isBefore(FIRST_DAY) || since.isAfter(last)) {
                throw wrong("since", quoted(text), expected);
            }
            return since;
        } catch (DateTimeParseException e) {
            throw wrong("since", quoted(text), expected);
        }
    }

    private Duration positive(String key, Duration found, String example) {
        if (!found.isPositive()) {
            throw wrong(key, found.toString(), "more than nothing, such as " + example);
        }
        return found;
    }

    private Map<String, String> trunks() {
        settings.trunks().forEach((token, name) -> {
            if (token.isBlank() || name.isBlank()) {
                throw wrong("trunks[" + token + "]", "no name", "a name such as CallCenterTrunk");
            }
        });
        return settings.trunks();
    }

    /** Returns the text with nothing of a user part or a query. */
    private static String withoutSecrets(String url) {
        return url.replaceFirst("//[^/]*@", "//…@").replaceFirst("\\?.*", "?…");
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private WrongSettingException wrong(String key, String found, String expected) {
        return new WrongSettingException("gateway.sites." + id + "." + key, found, expected);
    }
}
