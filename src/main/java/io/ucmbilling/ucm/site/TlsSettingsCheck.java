package io.ucmbilling.ucm.site;

import io.ucmbilling.settings.WrongSettingException;
import io.ucmbilling.ucm.site.SiteSettings.TlsSettings;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Check of one site's TLS settings, which makes the {@link Site.Tls} of them. */
record TlsSettingsCheck(String site, TlsSettings settings) {

    Site.Tls tls() {
        String fingerprint = fingerprint(settings.fingerprintSha256());
        String certificate = certificate(settings.caCertificate());
        if (settings.trust() == Site.Trust.PINNED && fingerprint == null && certificate == null) {
            throw wrong(
                    "trust", "pinned without a certificate", "tls.fingerprint-sha256 or tls.ca-certificate beside it");
        }
        return new Site.Tls(settings.trust(), fingerprint, certificate, settings.allowLegacy());
    }

    private @Nullable String fingerprint(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String digits = text.strip().replace(":", "").toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{64}")) {
            throw wrong("fingerprint-sha256", "\"" + text + "\"", "64 hex digits, with or without colons");
        }
        return digits;
    }

    private @Nullable String certificate(@Nullable String path) {
        if (path == null || path.isBlank()) {
            return null;
        }
        try {
            return Pem.read(path.strip());
        } catch (Pem.UnreadablePemException e) {
            throw wrong(
                    "ca-certificate",
                    "\"" + path + "\", " + e.getMessage(),
                    "a PEM file with at least one certificate");
        }
    }

    private WrongSettingException wrong(String key, String found, String expected) {
        return new WrongSettingException("gateway.sites." + site + ".tls." + key, found, expected);
    }
}
