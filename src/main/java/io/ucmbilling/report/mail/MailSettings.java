package io.ucmbilling.report.mail;

import io.ucmbilling.settings.WrongSettingException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code gateway.report.mail}: reports that are mailed (report contract R3). The server is Spring's own {@code spring.mail}.
 *
 * @param from address of the sender; null: made of the server's user, else of a name that nobody answers
 * @param pageUrl where people find the report, for links in mails; null: mails have none
 * @param attachmentLimit most bytes of a mail's files together
 * @param certificateWait how long a mail waits for its days to be certified
 */
@ConfigurationProperties(prefix = "gateway.report.mail", ignoreUnknownFields = false)
record MailSettings(
        @Nullable String from,
        @Nullable URI pageUrl,
        @DefaultValue("20MB") DataSize attachmentLimit,
        @DefaultValue("24h") Duration certificateWait) {
    private static final String KEY = "gateway.report.mail.";
    private static final DataSize LARGEST = DataSize.ofMegabytes(100);
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);

    MailSettings {
        if (from != null && !MailAddress.isValid(from)) {
            throw new WrongSettingException(KEY + "from", "\"" + from + "\"", "an address such as cdr@example.com");
        }
        if (pageUrl != null && !isPage(pageUrl)) {
            throw new WrongSettingException(
                    KEY + "page-url", "\"" + pageUrl + "\"", "an address such as https://cdr.example.com");
        }
        if (attachmentLimit.toBytes() < 1_024 || attachmentLimit.compareTo(LARGEST) > 0) {
            throw new WrongSettingException(KEY + "attachment-limit", attachmentLimit.toString(), "1KB to 100MB");
        }
        if (certificateWait.isNegative() || certificateWait.compareTo(LONGEST_WAIT) > 0) {
            throw new WrongSettingException(KEY + "certificate-wait", certificateWait.toString(), "0s to 7d");
        }
    }

    private static boolean isPage(URI url) {
        return url.getHost() != null
                && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getQuery() == null
                && url.getFragment() == null;
    }

    /** Returns the address of a page, such as {@code /calls?…}; null: it is not known where the report is. */
    @Nullable
    String link(String page) {
        return pageUrl == null ? null : pageUrl.toString().replaceFirst("/+$", "") + page;
    }
}
