package io.ucmbilling.store.intake;

import static io.ucmbilling.store.StoreRoom.OTHER;
import static io.ucmbilling.store.StoreRoom.SITE;
import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.database.Schema;
import io.ucmbilling.store.intake.Cursors.Part;
import io.ucmbilling.store.site.Day;
import io.ucmbilling.store.site.DayCount;
import io.ucmbilling.store.site.LostSiteException;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.store.site.ZoneMeasurements;
import io.ucmbilling.testing.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@link Cursors} promises beside keeping pages. */
class CursorsIT {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final StoreRoom room = new StoreRoom();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aSitesFirstDayIsTheEarliestEverRegistered() {
        room.cursors.register(SITE, LocalDate.of(2020, 1, 1));
        room.cursors.register(SITE, LocalDate.of(2026, 2, 2));

        assertThat(progress().since()).isEqualTo(LocalDate.of(2020, 1, 1));
        assertThat(room.cursors.progress()).extracting(SiteProgress::site).containsExactly(SITE, OTHER);
    }

    @Test
    void anUnknownSiteIsTheCallersError() {
        assertThatThrownBy(() -> room.cursors.progress("branch-z"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("site branch-z: not registered");
        assertThatThrownBy(() -> room.cursors.take("branch-z")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFenceGrowsWithEachTaking() {
        assertThat(room.cursors.take(SITE).fence()).isEqualTo(room.fence + 1);
        assertThat(progress().fence()).isEqualTo(room.fence + 1);
    }

    @Test
    void theCursorMovesOnWithAPageAndNeverBack() {
        room.cursors.keep(SITE, room.fence, List.of(leg(1).build()), List.of(), NOON);
        room.cursors.keep(SITE, room.fence, List.of(leg(2).build()), List.of(), NOON.minusSeconds(1));
        room.cursors.succeeded(SITE, room.fence, Part.TAIL, NOON, NOON.minusSeconds(1));
        assertThat(progress().cursor()).isEqualTo(NOON);

        room.cursors.succeeded(SITE, room.fence, Part.TAIL, NOON, NOON.plusSeconds(1));
        assertThat(progress().cursor()).isEqualTo(NOON.plusSeconds(1));

        room.cursors.succeeded(SITE, room.fence, Part.TAIL, NOON, null);
        assertThat(progress().cursor()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void aGoodPassSetsItsPartsTimeAndForgetsFailures() {
        room.cursors.failed(SITE, room.fence, "TIMED_OUT", NOON);
        room.cursors.failed(SITE, room.fence, "TIMED_OUT", NOON.plusSeconds(5));
        assertThat(progress().failures()).isEqualTo(2);
        assertThat(progress().retryAt()).isEqualTo(NOON.plusSeconds(5));
        assertThat(progress().lastFault()).isEqualTo("TIMED_OUT");

        room.cursors.succeeded(SITE, room.fence, Part.SWEEP, NOON, null);
        room.cursors.succeeded(SITE, room.fence, Part.DEEP_SWEEP, NOON.plusSeconds(1), null);

        SiteProgress progress = progress();
        assertThat(progress.failures()).isZero();
        assertThat(progress.retryAt()).isNull();
        assertThat(progress.lastFault()).isNull();
        assertThat(progress.tailAt()).isNull();
        assertThat(progress.sweepAt()).isEqualTo(NOON);
        assertThat(progress.deepSweepAt()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void whatWasLearntStays() {
        room.cursors.learnt(SITE, room.fence, Counting.LEGS, Duration.ofHours(-3));
        room.cursors.learnt(SITE, room.fence, Counting.ITEMS, null);

        assertThat(progress().counting()).isEqualTo(Counting.ITEMS);
        assertThat(progress().zoneError()).isEqualTo(Duration.ofHours(-3));
    }

    @Test
    void measurementsOfTheZoneAddUpAndAreForgottenInTime() {
        ZoneId zone = ZoneId.of("America/Chicago");
        Duration hour = Duration.ofHours(1);
        ZoneMeasurements legs = ZoneMeasurements.none(zone).with(NOON, Map.of(hour, 5L, Duration.ZERO, 5L));
        room.cursors.measuredZone(SITE, room.fence, legs, NOON.minus(hour));
        room.cursors.measuredZone(SITE, room.fence, legs, NOON.minus(hour));

        assertThat(room.cursors.zoneMeasurements(SITE, zone, NOON.minus(hour)).measurements())
                .containsExactlyInAnyOrder(
                        new ZoneMeasurements.Measurement(NOON, hour, 10),
                        new ZoneMeasurements.Measurement(NOON, Duration.ZERO, 10));
        assertThat(room.cursors.zoneMeasurements(SITE, zone, NOON).measurements())
                .isEmpty();
        assertThat(room.cursors
                        .zoneMeasurements(SITE, ZoneOffset.UTC, Instant.EPOCH)
                        .measurements())
                .isEmpty();

        room.cursors.measuredZone(SITE, room.fence, ZoneMeasurements.none(zone), NOON);
        assertThat(room.cursors.zoneMeasurements(SITE, zone, Instant.EPOCH).measurements())
                .isEmpty();
    }

    @Test
    void anErrorOfTheZoneThatNoColumnHoldsIsKeptAsNearAsItCan() {
        room.cursors.learnt(SITE, room.fence, Counting.LEGS, Duration.ofDays(365_000));
        assertThat(progress().zoneError()).isEqualTo(Duration.ofSeconds(Integer.MAX_VALUE));
    }

    @Test
    void daysAreOpenNewestFirstUntilConfirmed() {
        room.cursors.addDays(SITE, room.fence, List.of(DAY, DAY.plusDays(1), DAY.plusDays(2)));
        Day read = new Day(DAY.plusDays(1), 1, false, NOON, 0, null);
        room.cursors.day(SITE, room.fence, read);
        room.cursors.day(SITE, room.fence, new Day(DAY.plusDays(2), 2, true, NOON, 0, null));
        room.cursors.addDays(SITE, room.fence, List.of(DAY, DAY.plusDays(1), DAY.plusDays(2)));

        assertThat(room.cursors.openDays(SITE)).containsExactly(read, new Day(DAY, 0, false, null, 0, null));
        assertThat(room.cursors.dayCount(SITE))
                .extracting(DayCount::days, DayCount::read, DayCount::confirmed)
                .containsExactly(3, 2, 1);
        assertThat(room.cursors.openDays(OTHER)).isEmpty();
    }

    @Test
    void aFailedDayKeepsItsRetry() {
        Day failed = new Day(DAY, 0, false, null, 3, NOON);

        room.cursors.day(SITE, room.fence, failed);

        assertThat(room.cursors.openDays(SITE)).containsExactly(failed);
    }

    @Test
    void everyWriteOfAnOlderFenceIsRefused() {
        room.cursors.take(SITE);

        refused(cursors -> cursors.succeeded(SITE, room.fence, Part.TAIL, NOON, NOON));
        refused(cursors -> cursors.failed(SITE, room.fence, "TIMED_OUT", NOON));
        refused(cursors -> cursors.learnt(SITE, room.fence, Counting.LEGS, null));
        refused(cursors -> cursors.addDays(SITE, room.fence, List.of(DAY)));
        refused(cursors -> cursors.day(SITE, room.fence, new Day(DAY, 1, true, NOON, 0, null)));
        refused(cursors -> cursors.release(SITE, room.fence, 1, List.of(leg(1).build())));
        refused(cursors -> cursors.keep(SITE, room.fence, List.of(leg(1).build()), List.of(), NOON));

        assertThat(progress().cursor()).isNull();
        assertThat(progress().failures()).isZero();
        assertThat(room.cursors.dayCount(SITE).days()).isZero();
        assertThat(room.records()).isEmpty();
    }

    @Test
    void theMessageOfALostSiteNamesBothFences() {
        room.cursors.take(SITE);

        assertThatThrownBy(() -> room.cursors.failed(SITE, room.fence, "TIMED_OUT", NOON))
                .hasMessage("site branch-a: fence 1 came, 2 is the newest: another replica has taken the site over");
    }

    @Test
    void theSchemaIsTheCodes() {
        assertThat(new Schema(room.database.dataSource()).mismatch()).isEmpty();
    }

    @Test
    void anOlderSchemaIsNamedWithWhatIsExpected() {
        room.jdbc
                .sql("DELETE FROM flyway_schema_history WHERE version::integer > 4")
                .update();

        assertThat(new Schema(room.database.dataSource()).mismatch())
                .get()
                .asString()
                .matches("database schema: found version 4 \\(5 Pending, 6 Pending.*\\), expected version \\d+");
    }

    @Test
    void aDatabaseWithoutSchemaIsNamed() {
        try (Database empty = Database.empty()) {
            assertThat(new Schema(empty.dataSource()).mismatch())
                    .get()
                    .asString()
                    .startsWith("database schema: found version none");
        }
    }

    private void refused(Consumer<Cursors> write) {
        ThrowingCallable call = () -> write.accept(room.cursors);
        assertThatThrownBy(call).isInstanceOf(LostSiteException.class);
    }

    private SiteProgress progress() {
        return room.cursors.progress(SITE);
    }
}
