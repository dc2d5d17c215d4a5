package io.ucmbilling.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Format;
import io.ucmbilling.store.watch.SiteCollection;
import io.ucmbilling.store.watch.SiteCollection.OpenDays;
import io.ucmbilling.store.watch.SiteState;
import io.ucmbilling.ucm.site.Site;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteFactsTest {
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

    private static Site site(String id) {
        return new Site(
                id,
                URI.create("https://192.0.2.1"),
                Site.Api.LEGACY,
                Format.JSON,
                "u",
                "p",
                ZoneId.of("America/Chicago"),
                null,
                null,
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                new Site.Tls(Site.Trust.ANY, null, null, false),
                new Site.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1),
                Map.of(),
                null);
    }

    /** Of a site that was read to its newest record so many seconds ago. */
    private static SiteState state(@Nullable Integer seconds, int failures, long quarantined, int clock, int zone) {
        return new SiteState(
                "x",
                seconds == null ? null : NOW.minusSeconds(seconds),
                failures,
                failures > 0 ? "TIMED_OUT" : null,
                quarantined,
                Duration.ofSeconds(clock),
                Duration.ofSeconds(zone),
                0,
                null);
    }

    private static BoardRow row(String id, SiteState state, @Nullable OpenDays open) {
        return SiteFacts.of(
                        site(id),
                        state,
                        new SiteCollection(LocalDate.of(2026, 1, 1), NOW, "no answer", null, NOW, open),
                        NOW)
                .row();
    }

    @Test
    void sortsByTrouble() {
        OpenDays unread = new OpenDays(30, 2, 0, 2, NOW.minusSeconds(60), null);

        assertThat(Stream.of(
                                row("well", state(1, 0, 0, 0, 0), null),
                                row("also-well", state(1, 0, 0, 30, 0), null),
                                row("collecting", state(1, 0, 0, 0, 0), unread),
                                row("quarantine", state(1, 0, 5, 0, 0), null),
                                row("wrong-clock", state(1, 0, 0, -31, 0), null),
                                row("wrong-zone", state(1, 0, 0, 0, 3600), null),
                                row("late", state(900, 0, 0, 0, 0), null),
                                row("failing", state(900, 1, 0, 0, 0), unread),
                                row("never", state(null, 1, 0, 0, 0), null),
                                row("begun", state(null, 0, 0, 0, 0), new OpenDays(30, 0, 0, 0, null, null)),
                                SiteFacts.unknown(site("new")))
                        .sorted(BoardRow.BY_TROUBLE)
                        .map(row -> row.site() + " " + row.state()))
                .containsExactly(
                        "never NEVER_REACHED",
                        "failing FAILING",
                        "late LATE",
                        "begun NOT_READ",
                        "new NOT_READ",
                        "quarantine OK",
                        "wrong-clock OK",
                        "wrong-zone OK",
                        "collecting COLLECTING",
                        "also-well OK",
                        "well OK");
    }

    @Test
    void saysWhichWayAClockIsWrong() {
        BoardRow row = row("x", state(1, 0, 0, -180, 3600 * 5), null);

        assertThat(row.clock().text().key()).isEqualTo("fleet.clock.behind");
        assertThat(row.zoneError().text().key()).isEqualTo("fleet.zone.ahead");
        assertThat(row.warnings()).extracting(Phrase::key).containsExactly("fleet.warning.zone", "fleet.warning.clock");
    }

    /** By the time that the days took since the first one was read. */
    @ParameterizedTest
    @CsvSource({
        "30, 11, 11, PT10M, fleet.first.left, PT19M",
        "30, 1, 1, PT10M, fleet.first.unknown,",
        "30, 0, 0, , fleet.first.unknown,",
        "30, 30, 30, PT10M, fleet.first.again,",
    })
    void tellsHowLongAFirstCollectionWillTake(
            long days, long read, long once, @Nullable Duration ago, String key, @Nullable Duration left) {
        Instant first = ago == null ? null : NOW.minus(ago);
        Phrase told = FirstCollectionProgress.of(new OpenDays(days, read, 0, once, first, null), false, NOW)
                .left();

        assertThat(told.key()).isEqualTo(key);
        if (left != null) {
            assertThat(((Phrase) told.arguments()[0]).arguments()).containsExactly(left.toMinutes());
        }
    }

    @Test
    void promisesNothingWhileTheUcmDoesNotAnswer() {
        OpenDays open = new OpenDays(30, 11, 0, 11, NOW.minusSeconds(600), null);

        assertThat(FirstCollectionProgress.of(open, true, NOW).left().key()).isEqualTo("fleet.first.halted");
    }
}
