package io.ucmbilling.store.ledger;

import static io.ucmbilling.store.StoreRoom.OTHER;
import static io.ucmbilling.store.StoreRoom.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.ledger.Ledger.Late;
import io.ucmbilling.store.site.Lateness;
import io.ucmbilling.store.site.LostSiteException;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.store.site.Sites;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class LedgerIT {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Instant AT = Instant.parse("2026-03-03T09:00:00Z");

    private final StoreRoom room = new StoreRoom();
    private final Ledger ledger = room.store.bean(Ledger.class);

    @AfterEach
    void close() {
        room.close();
    }

    private static Certificate certificate(LocalDate day, int version) {
        return new Certificate(
                day,
                version,
                7,
                Certificate.Counted.OFFSET,
                1,
                "0f".repeat(32),
                32,
                AT.minusSeconds(90_000),
                AT.minusSeconds(60_000),
                1,
                2,
                Duration.ofMinutes(31),
                null,
                AT,
                "1.0",
                "the day is settled");
    }

    @Test
    void givesBackWhatWasCertified() {
        ledger.certify(room.hold, certificate(DAY, 1));
        assertThat(ledger.versions(SITE, DAY)).containsExactly(certificate(DAY, 1));
        assertThat(ledger.days(SITE, DAY, DAY))
                .containsEntry(DAY, new LedgerDay(DAY, AT, false, false, null, null, AT, null));
        assertThat(ledger.versions(OTHER, DAY)).isEmpty();
    }

    @Test
    void saysThroughWhichDayAllThatTheUcmHeldIsCertified() {
        LocalDate since = room.store.bean(Sites.class).progress(SITE).since();
        LocalDate today = since.plusDays(5);
        assertThat(ledger.certifiedThrough(SITE, today)).isEmpty();

        ledger.notHeld(room.hold, List.of(since), true);
        ledger.certify(room.hold, certificate(since.plusDays(1), 1));
        ledger.notHeld(room.hold, List.of(since.plusDays(2)), false);
        ledger.certify(room.hold, certificate(since.plusDays(3), 1));

        assertThat(ledger.certifiedThrough(SITE, today)).contains(since.plusDays(1));
        assertThat(ledger.certifiedThrough(SITE, since.plusDays(2))).contains(since.plusDays(1));
        assertThat(ledger.certifiedThrough(SITE, since)).isEmpty();
        assertThat(ledger.certifiedThrough("nowhere", today)).isEmpty();
    }

    @Test
    void addsVersionsAndOverwritesNone() {
        ledger.certify(room.hold, certificate(DAY, 1));
        ledger.certify(room.hold, certificate(DAY, 2));
        ledger.certify(room.hold, certificate(DAY.plusDays(1), 1));
        assertThat(ledger.versions(SITE, DAY)).hasSize(2);
        assertThat(ledger.newest(SITE, DAY, DAY.plusDays(1)))
                .containsEntry(DAY, certificate(DAY, 2))
                .hasSize(2);
    }

    @Test
    void refusesAVersionMadeTwiceAndOneTooHigh() {
        ledger.certify(room.hold, certificate(DAY, 1));
        for (int version : List.of(1, 3)) {
            assertThatThrownBy(() -> ledger.certify(room.hold, certificate(DAY, version)))
                    .hasMessageContaining("found version " + version + ", expected 2");
        }
        assertThat(ledger.versions(SITE, DAY)).hasSize(1);
    }

    @Test
    void refusesAnOlderFence() {
        room.sites.take(SITE);
        assertThatThrownBy(() -> ledger.certify(room.hold, certificate(DAY, 1))).isInstanceOf(LostSiteException.class);
        assertThat(ledger.newest(SITE, DAY, DAY)).isEmpty();
        assertThat(ledger.days(SITE, DAY, DAY)).isEmpty();
    }

    /** Whatever stops the writing in its middle takes all of it back. */
    @Test
    void makesNoHalfCertificate() {
        room.jdbc
                .sql("ALTER TABLE ledger_day ADD CHECK (seen_at < '2020-01-01')")
                .update();
        assertThatThrownBy(() -> ledger.certify(room.hold, certificate(DAY, 1)))
                .isInstanceOf(DataAccessException.class);
        assertThat(ledger.versions(SITE, DAY)).isEmpty();
    }

    @Test
    void remembersALostDayForEver() {
        ledger.notHeld(room.hold, List.of(DAY), false);
        ledger.seen(room.hold, DAY, AT, "nothing there");
        assertThat(ledger.days(SITE, DAY, DAY))
                .containsEntry(DAY, new LedgerDay(DAY, AT, true, false, "nothing there", null, null, null));
    }

    @Test
    void remembersADayThatWasNeverHeldUntilItProvesToBeLost() {
        ledger.notHeld(room.hold, List.of(DAY, DAY.plusDays(1)), true);
        assertThat(day().neverHeld()).isTrue();
        ledger.notHeld(room.hold, List.of(DAY), false);
        assertThat(day()).isEqualTo(new LedgerDay(DAY, null, true, false, null, null, null, null));
        assertThat(ledger.days(SITE, DAY.plusDays(1), DAY.plusDays(1)).values())
                .singleElement()
                .matches(LedgerDay::neverHeld);
    }

    @Test
    void remembersTheFirstDayEverHeldWhileTheOldestMovesOn() {
        ledger.oldestHeld(room.hold, DAY.plusDays(3), AT);
        ledger.oldestHeld(room.hold, DAY.plusDays(1), AT);
        ledger.oldestHeld(room.hold, DAY.plusDays(7), AT);
        ledger.oldestHeld(room.hold, null, AT);
        assertThat(ledger.state(SITE)).contains(new Ledger.LedgerState(null, AT, null, DAY.plusDays(1)));
    }

    @Test
    void knowsTheOldestDayThatIsHeld() {
        ledger.oldestHeld(room.hold, DAY, AT);
        assertThat(ledger.state(SITE)).contains(new Ledger.LedgerState(DAY, AT, null, DAY));
        assertThat(ledger.state(OTHER)).contains(Ledger.LedgerState.NONE);
    }

    private LedgerDay day() {
        return Objects.requireNonNull(ledger.days(SITE, DAY, DAY).get(DAY));
    }

    @Test
    void addsUpTheLateLegsOfADay() {
        ledger.late(room.hold, Map.of(DAY, new Late(2, Duration.ofMinutes(9))));
        ledger.late(room.hold, Map.of(DAY, new Late(1, Duration.ofMinutes(4))));
        assertThat(day().late()).isEqualTo(new Late(3, Duration.ofMinutes(9)));
    }

    @Test
    void remembersThatADayIsToBeReadUntilItWas() {
        ledger.certify(room.hold, certificate(DAY, 1));
        ledger.askToRead(SITE, DAY, AT.plusSeconds(60));
        assertThat(day().readAskedAt()).isEqualTo(AT.plusSeconds(60));
        ledger.readWhole(room.hold, DAY, AT.plusSeconds(90));
        assertThat(day())
                .isEqualTo(new LedgerDay(DAY, AT.plusSeconds(90), false, false, null, null, AT.plusSeconds(90), null));
    }

    @Test
    void knowsHowAUcmCountsAndWithWhichFieldsThatWasFound() {
        ledger.counts(room.hold, Counting.ITEMS, 32);
        assertThat(ledger.state(SITE).orElseThrow().countedFields()).isEqualTo(32);
        assertThat(room.sites.progress(SITE).counting()).isEqualTo(Counting.ITEMS);
    }

    @Test
    void givesBackTheLatenessThatWasMeasured() {
        Lateness lateness = Lateness.NONE.with(Duration.ofMinutes(3), Duration.ofSeconds(20));
        room.sites.lateness(room.hold, lateness);
        assertThat(room.sites.lateness(SITE)).isEqualTo(lateness);
        assertThat(room.sites.lateness(OTHER)).isEqualTo(Lateness.NONE);
    }
}
