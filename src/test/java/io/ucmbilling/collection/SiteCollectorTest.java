package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.paging.SiteContexts;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The first collection's days, at a UCM that cannot be reached. */
class SiteCollectorTest {
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T12:00:00Z"));
    private final FakeSites sites = new FakeSites();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Runnable whileAsked = () -> {};
    private final SiteCollector collector = collector();

    private SiteCollector collector() {
        Site site = Served.site("https://pbx.example");
        SiteContext context = new SiteContexts(
                        sites, new NoLegs(), sites, new NoLegs(), new NoRequests(), new NoFaults(), meters, clock)
                .of(site, query -> {
                    whileAsked.run();
                    throw new UcmFault(FaultKind.UNREACHABLE, "x");
                });
        Backoff backoff = new Backoff(AgendaTest.settings(), new Random(1));
        return new SiteCollector(context, new NoLedger(), AgendaTest.settings(), backoff, clock);
    }

    private void turnAfter(Duration pause) {
        clock.advance(pause);
        collector.collect(() -> true, () -> true);
    }

    private static List<LocalDate> march(int first, int last) {
        return MARCH.withDayOfMonth(first)
                .datesUntil(MARCH.withDayOfMonth(last + 1))
                .toList();
    }

    @Test
    void coversTheDaysFromTheFirstToYesterday() {
        collector.register(MARCH);
        turnAfter(Duration.ZERO);
        assertThat(sites.days()).isEqualTo(march(1, 3));
    }

    @Test
    void addsDaysThatGoByUntilTheOpenWindowIsRead() {
        collector.register(MARCH);
        turnAfter(Duration.ZERO);
        turnAfter(Duration.ofDays(1));
        turnAfter(Duration.ofDays(2));
        assertThat(sites.days()).isEqualTo(march(1, 6));

        sites.readUntil(clock.instant());
        turnAfter(Duration.ofHours(20));
        assertThat(sites.days()).isEqualTo(march(1, 6));
    }

    @Test
    void addsDaysWhereTheFirstDayMovesBack() {
        collector.register(MARCH.plusDays(2));
        turnAfter(Duration.ZERO);
        sites.readUntil(clock.instant());
        turnAfter(Duration.ofHours(1));
        assertThat(sites.days()).isEqualTo(march(3, 3));

        sites.register("a", MARCH);
        turnAfter(Duration.ofHours(1));
        assertThat(sites.days()).isEqualTo(march(1, 3));
    }

    @Test
    void addsAFirstDayThatWasStillToPass() {
        collector.register(MARCH.plusDays(3));
        turnAfter(Duration.ZERO);
        sites.readUntil(clock.instant());
        turnAfter(Duration.ofHours(1));
        assertThat(sites.days()).isEmpty();

        turnAfter(Duration.ofDays(1));
        assertThat(sites.days()).isEqualTo(march(4, 4));
    }

    @Test
    void countsTheDaysNoMoreOnceTheyAreThere() {
        collector.register(MARCH);
        turnAfter(Duration.ZERO);
        sites.readUntil(clock.instant());
        turnAfter(Duration.ofHours(1));
        turnAfter(Duration.ofHours(1));
        assertThat(sites.countings()).isEqualTo(1);
    }

    @Test
    void readsTheOpenDaysOnceWhereNothingIsDue() {
        collector.register(MARCH);
        turnAfter(Duration.ZERO);
        int before = sites.looks();
        turnAfter(Duration.ZERO);
        assertThat(sites.looks()).isEqualTo(before + 1);
    }

    @Test
    void leavesASiteAloneThatAnotherReplicaTookMeanwhile() {
        collector.register(MARCH);
        whileAsked = () -> sites.take("export-https-pbx-example");
        turnAfter(Duration.ZERO);
        assertThat(meters.get("gateway.collection.faults")
                        .tags("kind", "lock_lost")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
