package io.ucmbilling.ucm.site;

import io.ucmbilling.settings.WrongSettingException;
import java.time.Duration;

/** The check of how long and how much one site may answer, which makes the {@link Site.Limits} of it. */
record SiteLimitsCheck(String site, SiteSettings settings) {
    private static final Duration SHORTEST_LIMIT = Duration.ofMillis(1);
    private static final Duration LONGEST_LIMIT = Duration.ofHours(1);
    private static final long LARGEST_ANSWER = 1L << 30;
    private static final int MOST_FILES = 16;

    Site.Limits limits() {
        long bytes = settings.maxAnswerSize().toBytes();
        if (bytes < 1 || bytes > LARGEST_ANSWER) {
            throw wrong("max-answer-size", bytes + "B", "1B to 1GB, such as 16MB");
        }
        int files = settings.parallelFiles();
        if (files < 1 || files > MOST_FILES) {
            throw wrong("parallel-files", Integer.toString(files), "1 to " + MOST_FILES + ", such as 2");
        }
        return new Site.Limits(
                limit("connect-timeout", settings.connectTimeout()),
                limit("read-timeout", settings.readTimeout()),
                limit("answer-timeout", settings.answerTimeout()),
                (int) bytes,
                files);
    }

    private Duration limit(String key, Duration found) {
        if (found.compareTo(SHORTEST_LIMIT) < 0 || found.compareTo(LONGEST_LIMIT) > 0) {
            throw wrong(key, found.toString(), "1ms to 1h, such as 30s");
        }
        return found;
    }

    private WrongSettingException wrong(String key, String found, String expected) {
        return new WrongSettingException("gateway.sites." + site + "." + key, found, expected);
    }
}
