package io.ucmbilling.collection.plan;

import io.ucmbilling.settings.WrongSettingException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code gateway.collection}: how the fleet is polled.
 *
 * @param parallelSites passes at one time in this process, 1 or more
 * @param sweepInterval how often the last {@code sweepWindow} is read again
 * @param sweepWindow how far a sweep looks back
 * @param deepSweepInterval how often the last {@code deepSweepWindow} is read again
 * @param deepSweepWindow how far a deep sweep looks back
 * @param holdBack how long at most a busy site's newest records are left to settle, so that each is fetched once; zero:
 *     not at all, which shows each call with the pass after its hang-up
 * @param leastSettling a day is proven so long after its end, or later if records were seen to come later
 * @param mostSettling and at the latest so long after it
 * @param firstBackoff after a failed pass, doubled and jittered up to {@code maxBackoff}
 * @param maxBackoff the longest pause after an ordinary fault
 * @param loginBackoff after a refused login or a denied address, so that no account is locked
 * @param lockLease after this, another replica may take a silent one's site. Checked and used by the store's locks
 */
@ConfigurationProperties(prefix = "gateway.collection", ignoreUnknownFields = false)
public record CollectionSettings(
        @DefaultValue("64") int parallelSites,
        @DefaultValue("1h") Duration sweepInterval,
        @DefaultValue("48h") Duration sweepWindow,
        @DefaultValue("24h") Duration deepSweepInterval,
        @DefaultValue("8d") Duration deepSweepWindow,
        @DefaultValue("0s") Duration holdBack,
        @DefaultValue("6h") Duration leastSettling,
        @DefaultValue("48h") Duration mostSettling,
        @DefaultValue("5s") Duration firstBackoff,
        @DefaultValue("2m") Duration maxBackoff,
        @DefaultValue("10m") Duration loginBackoff,
        @DefaultValue("20s") Duration lockLease) {

    public CollectionSettings {
        if (parallelSites < 1) {
            throw wrong("parallel-sites", parallelSites, "1 or more");
        }
        positive("sweep-interval", sweepInterval);
        positive("sweep-window", sweepWindow);
        positive("deep-sweep-interval", deepSweepInterval);
        positive("deep-sweep-window", deepSweepWindow);
        if (holdBack.isNegative()) {
            throw wrong("hold-back", holdBack, "a duration such as 10m, or 0s");
        }
        positive("least-settling", leastSettling);
        if (mostSettling.compareTo(leastSettling) < 0) {
            throw wrong("most-settling", mostSettling, "at least least-settling, which is " + leastSettling);
        }
        positive("first-backoff", firstBackoff);
        positive("login-backoff", loginBackoff);
        if (maxBackoff.compareTo(firstBackoff) < 0) {
            throw wrong("max-backoff", maxBackoff, "at least first-backoff, which is " + firstBackoff);
        }
    }

    /** Returns how long after its end a day is settled, if records were seen to come so late. */
    public Duration settling(Duration latest) {
        return Collections.min(List.of(mostSettling, Collections.max(List.of(latest, leastSettling))));
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw wrong(key, value, "a duration greater than zero, such as 90s or 2h");
        }
    }

    private static WrongSettingException wrong(String key, Object found, String expected) {
        return new WrongSettingException("gateway.collection." + key, found.toString(), expected);
    }
}
