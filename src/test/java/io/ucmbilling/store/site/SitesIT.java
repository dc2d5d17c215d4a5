package io.ucmbilling.store.site;

import static io.ucmbilling.store.StoreRoom.OTHER;
import static io.ucmbilling.store.StoreRoom.SITE;
import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.intake.Quarantine;
import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.FirstDays.DayCount;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.store.site.SiteProgress.Part;
import io.ucmbilling.store.site.SiteProgress.PassFault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@link Sites} and {@link FirstDays} promise, and that an older hold writes nothing anywhere. */
class SitesIT {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final StoreRoom room = new StoreRoom();

    @AfterEach
    void close() {
        room.close();
    }

    private static PassFault fault(Instant retryAt) {
        return new PassFault("TIMED_OUT", "no answer within 30 s", NOON, retryAt);
    }

    @Test
    void aSitesFirstDayIsTheEarliestEverRegistered() {
        room.sites.register(SITE, LocalDate.of(2020, 1, 1));
        room.sites.register(SITE, LocalDate.of(2026, 2, 2));

        assertThat(progress().since()).isEqualTo(LocalDate.of(2020, 1, 1));
        assertThat(room.sites.progress()).extracting(SiteProgress::site).containsExactly(SITE, OTHER);
    }

    @Test
    void anUnknownSiteIsTheCallersError() {
        assertThatThrownBy(() -> room.sites.progress("branch-z"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("site branch-z: not registered");
        assertThatThrownBy(() -> room.sites.take("branch-z")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFenceGrowsWithEachTaking() {
        assertThat(room.sites.take(SITE).hold().fence()).isEqualTo(room.hold.fence() + 1);
        assertThat(progress().hold().fence()).isEqualTo(room.hold.fence() + 1);
    }

    private void succeeded(Part part, Instant at, Instant cursor) {
        room.sites.change(room.hold, known -> known.succeeded(part, at).readUntil(cursor));
    }

    @Test
    void theCursorMovesOnWithAPageAndNeverBack() {
        room.intake.keep(room.hold, List.of(leg(1).build()), List.of(), NOON);
        room.intake.keep(room.hold, List.of(leg(2).build()), List.of(), NOON.minusSeconds(1));
        succeeded(Part.TAIL, NOON, NOON.minusSeconds(1));
        assertThat(progress().cursor()).isEqualTo(NOON);

        succeeded(Part.TAIL, NOON, NOON.plusSeconds(1));
        assertThat(progress().cursor()).isEqualTo(NOON.plusSeconds(1));

        room.sites.change(room.hold, known -> known.succeeded(Part.TAIL, NOON));
        assertThat(progress().cursor()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void aGoodPassSetsItsPartsTimeAndForgetsFailures() {
        room.sites.change(room.hold, known -> known.failed(fault(NOON)));
        room.sites.change(room.hold, known -> known.failed(fault(NOON.plusSeconds(5))));
        assertThat(progress().failures()).isEqualTo(2);
        assertThat(progress().retryAt()).isEqualTo(NOON.plusSeconds(5));
        assertThat(progress().lastFault()).isEqualTo("TIMED_OUT");

        room.sites.change(room.hold, known -> known.succeeded(Part.SWEEP, NOON));
        room.sites.change(room.hold, known -> known.succeeded(Part.DEEP_SWEEP, NOON.plusSeconds(1)));

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
        room.sites.change(room.hold, known -> known.learnt(Counting.LEGS, Duration.ofHours(-3)));
        room.sites.change(room.hold, known -> known.learnt(Counting.ITEMS, null));

        assertThat(progress().counting()).isEqualTo(Counting.ITEMS);
        assertThat(progress().zoneError()).isEqualTo(Duration.ofHours(-3));
    }

    @Test
    void measurementsOfTheZoneAddUpAndAreForgottenInTime() {
        ZoneId zone = ZoneId.of("America/Chicago");
        Duration hour = Duration.ofHours(1);
        ZoneMeasurements legs = ZoneMeasurements.none(zone).with(NOON, Map.of(hour, 5L, Duration.ZERO, 5L));
        room.sites.measuredZone(room.hold, legs, NOON.minus(hour));
        room.sites.measuredZone(room.hold, legs, NOON.minus(hour));

        assertThat(room.sites.zoneMeasurements(SITE, zone, NOON.minus(hour)).measurements())
                .containsExactlyInAnyOrder(
                        new ZoneMeasurements.Measurement(NOON, hour, 10),
                        new ZoneMeasurements.Measurement(NOON, Duration.ZERO, 10));
        assertThat(room.sites.zoneMeasurements(SITE, zone, NOON).measurements()).isEmpty();
        assertThat(room.sites
                        .zoneMeasurements(SITE, ZoneOffset.UTC, Instant.EPOCH)
                        .measurements())
                .isEmpty();

        room.sites.measuredZone(room.hold, ZoneMeasurements.none(zone), NOON);
        assertThat(room.sites.zoneMeasurements(SITE, zone, Instant.EPOCH).measurements())
                .isEmpty();
    }

    @Test
    void anErrorOfTheZoneThatNoColumnHoldsIsKeptAsNearAsItCan() {
        room.sites.change(room.hold, known -> known.learnt(Counting.LEGS, Duration.ofDays(365_000)));
        assertThat(progress().zoneError()).isEqualTo(Duration.ofSeconds(Integer.MAX_VALUE));
    }

    @Test
    void daysAreOpenNewestFirstUntilConfirmed() {
        room.firstDays.add(room.hold, List.of(DAY, DAY.plusDays(1), DAY.plusDays(2)));
        Day read = new Day(DAY.plusDays(1), 1, false, NOON, 0, null);
        room.firstDays.write(room.hold, read);
        room.firstDays.write(room.hold, new Day(DAY.plusDays(2), 2, true, NOON, 0, null));
        room.firstDays.add(room.hold, List.of(DAY, DAY.plusDays(1), DAY.plusDays(2)));

        assertThat(room.firstDays.open(SITE)).containsExactly(read, new Day(DAY, 0, false, null, 0, null));
        assertThat(room.firstDays.count(SITE))
                .extracting(DayCount::days, DayCount::read, DayCount::confirmed)
                .containsExactly(3L, 2L, 1L);
        assertThat(room.firstDays.open(OTHER)).isEmpty();
    }

    @Test
    void aFailedDayKeepsItsRetry() {
        Day failed = new Day(DAY, 0, false, null, 3, NOON);

        room.firstDays.write(room.hold, failed);

        assertThat(room.firstDays.open(SITE)).containsExactly(failed);
    }

    @Test
    void everyWriteOfAnOlderFenceIsRefused() {
        room.sites.take(SITE);

        refused(() -> succeeded(Part.TAIL, NOON, NOON));
        refused(() -> room.sites.change(room.hold, known -> known.failed(fault(NOON))));
        refused(() -> room.sites.change(room.hold, known -> known.learnt(Counting.LEGS, null)));
        refused(() -> room.firstDays.add(room.hold, List.of(DAY)));
        refused(() -> room.firstDays.write(room.hold, new Day(DAY, 1, true, NOON, 0, null)));
        Quarantine.Entry entry = new Quarantine.Entry(1, "", "", NOON, 0, "", false, 0);
        refused(() -> room.quarantine.release(room.hold, entry, List.of(leg(1).build())));
        refused(() -> room.intake.keep(room.hold, List.of(leg(1).build()), List.of(), NOON));

        assertThat(progress().cursor()).isNull();
        assertThat(progress().failures()).isZero();
        assertThat(room.firstDays.count(SITE).days()).isZero();
        assertThat(room.records()).isEmpty();
    }

    @Test
    void theMessageOfALostSiteNamesBothFences() {
        room.sites.take(SITE);

        assertThatThrownBy(() -> room.sites.change(room.hold, known -> known.failed(fault(NOON))))
                .hasMessage("site branch-a: fence 1 came, 2 is the newest: another replica has taken the site over");
    }

    private static void refused(ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOf(LostSiteException.class);
    }

    private SiteProgress progress() {
        return room.sites.progress(SITE);
    }
}
