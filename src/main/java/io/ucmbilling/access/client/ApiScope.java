package io.ucmbilling.access.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a client may do (billing contract A6). */
public enum ApiScope {
    /** Calls, legs, usage, sites and days. */
    CALLS,
    /** Recordings, and records as the UCM gave them. */
    RECORDINGS,
    /** The feed of changes. */
    FEED,
    /** Whatever changes something, the audit, and records as the UCM gave them. */
    ADMIN;

    /** Finds the scope that settings and tokens write like that, in lower case; empty: there is none. */
    public static Optional<ApiScope> find(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(text))
                .findFirst();
    }

    /** Returns it as settings and tokens write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
