package io.ucmbilling.store.watch;

import static io.ucmbilling.store.StoreRoom.OTHER;
import static io.ucmbilling.store.StoreRoom.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.watch.SiteFaults.HourOfFaults;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SiteFaultsIT {
    private static final Instant AT = Instant.parse("2026-03-03T09:10:00Z");
    private static final Instant HOUR = Instant.parse("2026-03-03T09:00:00Z");

    private final StoreRoom room = new StoreRoom();
    private final SiteFaults faults = room.store.bean(SiteFaults.class);

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void countsThoseOfAnHourAndKind() {
        faults.note(SITE, "TIMED_OUT", "first", AT);
        faults.note(SITE, "TIMED_OUT", "second", AT.plusSeconds(60));
        faults.note(SITE, "MALFORMED", "another", AT);
        faults.note(SITE, "TIMED_OUT", "later", AT.plusSeconds(3600));
        faults.note(OTHER, "TIMED_OUT", "elsewhere", AT);

        assertThat(faults.of(SITE, AT))
                .containsExactly(
                        new HourOfFaults(HOUR.plusSeconds(3600), "TIMED_OUT", 1, AT.plusSeconds(3600), "later"),
                        new HourOfFaults(HOUR, "MALFORMED", 1, AT, "another"),
                        new HourOfFaults(HOUR, "TIMED_OUT", 2, AT.plusSeconds(60), "second"));
    }

    /** A UCM says what it likes: no text of it may look as if the database were away. */
    @Test
    void keepsEveryMessage() {
        faults.note(SITE, "MALFORMED", "\0" + "\ud83d\ude00".repeat(10_000) + "\ud800", AT);
        faults.note("nowhere", "MALFORMED", "of no site", AT);

        assertThat(faults.of(SITE, AT))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).endsWith("…").hasSizeLessThan(1_200));
    }

    @Test
    void keepsThemForAMonth() {
        Instant month = AT.plus(SiteFaults.KEPT);
        faults.note(SITE, "TIMED_OUT", "old", AT.minus(Duration.ofHours(2)));
        faults.note(SITE, "TIMED_OUT", "newer", AT.plus(Duration.ofHours(2)));
        faults.note(OTHER, "TIMED_OUT", "of another site", AT.minus(Duration.ofHours(2)));
        faults.note(SITE, "MALFORMED", "new", month);

        assertThat(faults.of(SITE, AT)).extracting(HourOfFaults::message).containsExactly("new", "newer");
        assertThat(faults.of(SITE, month.plusSeconds(36_000)))
                .extracting(HourOfFaults::message)
                .containsExactly("new");
        assertThat(faults.of(OTHER, AT)).extracting(HourOfFaults::message).containsExactly("of another site");
    }
}
