package io.ucmbilling.calls.erasure;

import io.ucmbilling.calls.call.CallId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sessions that a text quotes which could not be read as a record, by the ids of the calls that they would be. Pure. */
final class QuotedSessions {
    /** One text quotes few; more make nobody look them all up. */
    private static final int MOST = 100;

    /** A session or uniqueid begins with an epoch (contract U9), and goes on to the end of its value. */
    private static final Pattern SESSION = Pattern.compile("(?<![0-9A-Za-z])([0-9]{9,16}[-.][^\"<>,;&\\s]{1,200})");

    private QuotedSessions() {}

    /** @param site the site's id */
    static List<UUID> of(String text, String site) {
        Set<UUID> calls = new LinkedHashSet<>();
        Matcher session = SESSION.matcher(text);
        while (calls.size() < MOST && session.find()) {
            calls.add(CallId.of(site, session.group(1)));
        }
        return new ArrayList<>(calls);
    }
}
