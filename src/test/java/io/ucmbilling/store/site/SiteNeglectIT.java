package io.ucmbilling.store.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.StoreRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A site that is to be asked each minute, in the eyes of a replica that is not to have it. */
class SiteNeglectIT {
    private static final Instant NOW = StoreRoom.CLOCK.instant();
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final SiteNeglect.Rule RULE =
            new SiteNeglect.Rule("collection:", LEASE, 3, List.of("UNREACHABLE", "TIMED_OUT"));

    private final StoreRoom room = new StoreRoom();
    private final SiteNeglect neglect = room.store.bean(SiteNeglect.class);

    @AfterEach
    void close() {
        room.close();
    }

    private Set<String> neglected(String... sites) {
        Map<String, Duration> intervals = new HashMap<>();
        List.of(sites).forEach(site -> intervals.put(site, Duration.ofMinutes(1)));
        return neglect.among(intervals, RULE, NOW);
    }

    private boolean isNeglected() {
        return neglected(StoreRoom.SITE).contains(StoreRoom.SITE);
    }

    private void readBefore(Duration ago) {
        room.sites.change(room.hold, known -> known.succeeded(SiteProgress.Part.TAIL, NOW.minus(ago)));
    }

    private void fail(String kind, Instant retryAt) {
        room.sites.change(
                room.hold, known -> known.failed(new SiteProgress.PassFault(kind, "found nothing", NOW, retryAt)));
    }

    /** @param until seconds from now by the database's clock */
    private void locked(int until) {
        room.jdbc
                .sql("INSERT INTO shedlock VALUES ('collection:branch-a', timezone('utc', now()) + ? * interval '1"
                        + " s', timezone('utc', now()), 'x') ON CONFLICT (name) DO UPDATE SET lock_until ="
                        + " excluded.lock_until")
                .param(until)
                .update();
    }

    @Test
    void isNeglectedOnceItWasDueForALease() {
        readBefore(Duration.ofSeconds(79));
        assertThat(isNeglected()).isFalse();
        readBefore(Duration.ofSeconds(80));
        assertThat(isNeglected()).isTrue();
    }

    @Test
    void isNotNeglectedIfSomebodyHasItOrHadItALittleAgo() {
        readBefore(Duration.ofHours(1));
        locked(5);
        assertThat(isNeglected()).isFalse();
        locked(-15);
        assertThat(isNeglected()).isFalse();
        locked(-25);
        assertThat(isNeglected()).isTrue();
    }

    @Test
    void isNotNeglectedWhileAFaultIsWaitedOut() {
        readBefore(Duration.ofHours(1));
        fail("SERVER_ERROR", NOW.minusSeconds(19));
        assertThat(isNeglected()).isFalse();
        fail("SERVER_ERROR", NOW.minusSeconds(20));
        assertThat(isNeglected()).isTrue();
    }

    @Test
    void isAnybodysAfterThreeFaultsOnTheWayToIt() {
        readBefore(Duration.ZERO);
        fail("UNREACHABLE", NOW.plusSeconds(60));
        fail("UNREACHABLE", NOW.plusSeconds(60));
        assertThat(isNeglected()).isFalse();
        fail("TIMED_OUT", NOW.plusSeconds(60));
        assertThat(isNeglected()).isTrue();
        fail("MALFORMED", NOW.plusSeconds(60));
        assertThat(isNeglected()).isFalse();
    }

    @Test
    void tellsOnlyOfThoseThatItIsAskedFor() {
        assertThat(neglected(StoreRoom.OTHER, "never-known")).containsExactlyInAnyOrder(StoreRoom.OTHER, "never-known");
    }
}
