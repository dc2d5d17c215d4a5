package io.ucmbilling.store.census;

import static io.ucmbilling.store.StoreRoom.OTHER;
import static io.ucmbilling.store.StoreRoom.SITE;
import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.row.LegKeys;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.LostSiteException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CensusIT {
    private final StoreRoom room = new StoreRoom();
    private final Census census = room.store.bean(Census.class);

    @AfterEach
    void close() {
        room.close();
    }

    private List<ReadLeg> keep(int legs) {
        List<ReadLeg> all = IntStream.rangeClosed(1, legs)
                .mapToObj(i -> leg(i).start("2026-03-02T10:00:0" + i).build())
                .toList();
        all.forEach(room::keep);
        return all;
    }

    private static Instant start(ReadLeg leg) {
        return leg.leg().startedAt();
    }

    private LegKeys keys(List<ReadLeg> legs) {
        LegKeys keys = new LegKeys();
        keys.add(room.intake.prepare(SITE, legs));
        return keys;
    }

    private int depart(List<ReadLeg> there) {
        return census.depart(room.hold, null, null, keys(there));
    }

    @Test
    void countsWithBothBounds() {
        List<ReadLeg> legs = keep(5);
        assertThat(census.count(SITE, null, null)).isEqualTo(5);
        assertThat(census.count(SITE, start(legs.get(1)), start(legs.get(3)))).isEqualTo(3);
        assertThat(census.count(SITE, start(legs.get(4)).plusSeconds(1), null)).isZero();
        assertThat(census.count(OTHER, null, null)).isZero();
        assertThat(census.count("never-seen", null, null)).isZero();
    }

    @Test
    void findsTheNthLast() {
        List<ReadLeg> legs = keep(5);
        assertThat(census.nthLast(SITE, null, null, 1)).contains(start(legs.get(4)));
        assertThat(census.nthLast(SITE, null, start(legs.get(3)), 2)).contains(start(legs.get(2)));
        assertThat(census.nthLast(SITE, null, null, 6)).isEmpty();
    }

    @Test
    void findsTheEarliestAndCountsDepartedOnesToo() {
        List<ReadLeg> legs = keep(2);
        Instant first = start(legs.getFirst());
        depart(legs.subList(1, 2));
        assertThat(census.earliest(SITE, first, first)).contains(first);
        assertThat(census.earliest(SITE, null, first.minusMillis(1))).isEmpty();
        assertThat(census.earliest(SITE, first.plusMillis(1), null)).contains(start(legs.getLast()));
        assertThat(census.earliest(SITE, start(legs.getLast()).plusMillis(1), null))
                .isEmpty();
        assertThat(census.earliest(SITE, null, null)).contains(first);
        assertThat(census.earliest(OTHER, null, null)).isEmpty();
        assertThat(census.earliest("branch-z", null, null)).isEmpty();
    }

    @Test
    void countsNoLegThatHasDepartedUntilItIsBack() {
        List<ReadLeg> legs = keep(5);
        assertThat(depart(legs.subList(0, 4))).isEqualTo(1);
        assertThat(depart(legs.subList(0, 4))).isZero();
        assertThat(census.count(SITE, null, null)).isEqualTo(4);
        assertThat(census.departed(SITE, null, null)).isEqualTo(1);
        assertThat(census.nthLast(SITE, null, null, 1)).contains(start(legs.get(3)));
        assertThat(room.records()).hasSize(5);

        assertThat(depart(legs)).isZero();
        assertThat(census.count(SITE, null, null)).isEqualTo(5);
    }

    @Test
    void departsOnlyInTheWindow() {
        List<ReadLeg> legs = keep(5);
        assertThat(census.depart(room.hold, start(legs.get(1)), start(legs.get(2)), keys(legs.subList(2, 3))))
                .isEqualTo(1);
        assertThat(census.count(SITE, null, null)).isEqualTo(4);
    }

    @Test
    void refusesAnOlderFence() {
        keep(2);
        Hold old = room.hold;
        room.sites.take(SITE);
        assertThatThrownBy(() -> census.depart(old, null, null, new LegKeys())).isInstanceOf(LostSiteException.class);
        assertThat(census.count(SITE, null, null)).isEqualTo(2);
    }
}
