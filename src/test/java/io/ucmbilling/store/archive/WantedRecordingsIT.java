package io.ucmbilling.store.archive;

import static io.ucmbilling.store.StoreRoom.OTHER;
import static io.ucmbilling.store.StoreRoom.SITE;
import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.archive.WantedRecordings.ArchivedFile;
import io.ucmbilling.store.archive.WantedRecordings.State;
import io.ucmbilling.store.archive.WantedRecordings.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WantedRecordingsIT {
    private static final Instant AT = Instant.parse("2026-03-03T09:00:00Z");
    private static final Wanted ONE = new Wanted("monitor", "auto-1772528400-1-2.wav", AT, 0);
    private static final Wanted LATER = new Wanted("meetme", "x.wav", AT.plusSeconds(60), 0);

    private final StoreRoom room = new StoreRoom();
    private final WantedRecordings table = room.store.bean(WantedRecordings.class);

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void givesTheOldestFirstThatIsDue() {
        assertThat(table.want(SITE, List.of(LATER, ONE), AT)).isEqualTo(2);
        assertThat(table.next(SITE, AT.minusSeconds(1))).isEmpty();
        assertThat(table.next(SITE, AT)).contains(ONE);
        table.again(SITE, ONE, AT.plusSeconds(120));
        assertThat(table.next(SITE, AT)).contains(LATER);
        assertThat(table.next(SITE, AT.plusSeconds(120)))
                .contains(new Wanted(ONE.directory(), ONE.name(), ONE.startedAt(), 1));
        assertThat(table.next(OTHER, AT)).isEmpty();
    }

    @Test
    void wantsNothingTwiceWhateverBecameOfIt() {
        table.want(SITE, List.of(ONE, LATER), AT);
        table.kept(SITE, ONE, 44, new byte[32], AT);
        table.givenUp(SITE, LATER, State.MISSING);
        assertThat(table.want(SITE, List.of(ONE, LATER), AT)).isZero();
        assertThat(table.next(SITE, AT)).isEmpty();
        assertThat(table.counts(SITE)).isEqualTo(Map.of(State.KEPT, 1L, State.MISSING, 1L));
        assertThat(table.missing(SITE, 10)).extracting(Wanted::name).containsExactly("x.wav");
        assertThat(table.state(SITE, "monitor", ONE.name())).isEqualTo(State.KEPT);
        assertThat(table.state(SITE, "monitor", "other.wav")).isNull();
    }

    /** The states of a page of calls' recordings, in one statement. */
    @Test
    void knowsTheStatesOfMany() {
        table.want(SITE, List.of(ONE, LATER), AT);
        table.want(OTHER, List.of(ONE), AT);
        table.givenUp(SITE, ONE, State.MISSING);
        ArchivedFile one = new ArchivedFile(SITE, "monitor", ONE.name());
        ArchivedFile later = new ArchivedFile(SITE, "meetme", LATER.name());
        ArchivedFile others = new ArchivedFile(OTHER, "monitor", ONE.name());
        ArchivedFile unknown = new ArchivedFile(OTHER, "meetme", LATER.name());
        ArchivedFile nowhere = new ArchivedFile("nowhere", "monitor", ONE.name());

        assertThat(table.states(List.of(one, later, others, unknown, nowhere, one)))
                .isEqualTo(Map.of(one, State.MISSING, later, State.WANTED, others, State.WANTED));
        assertThat(table.states(List.of())).isEmpty();
    }

    private void keep(int generation, long acctId, String recordfiles) {
        room.keep(leg(generation, acctId).with(Field.RECORDFILES, recordfiles).build());
    }

    /** The legs start at 15:00 UTC. */
    @Test
    void wantsWhatLegsNameOnce() {
        keep(3, 1, "2026-03/auto-1772463600#1-2.wav@2026-03/auto-1772463600-1-3.wav@");
        keep(4, 2, "2026-03/auto-1772463600#1-2.wav");
        keep(3, 3, "");
        Instant start = Instant.parse("2026-03-02T15:00:00Z");
        assertThat(table.wantOfLegs(SITE, start.plusSeconds(1), AT)).isZero();
        assertThat(table.wantOfLegs(OTHER, start, AT)).isZero();
        assertThat(table.wantOfLegs(SITE, start, AT)).isEqualTo(2);
        assertThat(table.wantOfLegs(SITE, start.minus(Duration.ofDays(30)), AT)).isZero();
        assertThat(table.next(SITE, AT).orElseThrow().startedAt()).isEqualTo(start);
    }

    @Test
    void knowsWhetherLegsNameTheirRecordings() {
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        keep(3, 1, "");
        assertThat(table.hasNamelessLegs(SITE, from)).isFalse();
        room.keep(leg(1, 2).build());
        assertThat(table.hasNamelessLegs(SITE, from)).isTrue();
    }
}
