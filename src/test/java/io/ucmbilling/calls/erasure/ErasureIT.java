package io.ucmbilling.calls.erasure;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.calls.query.FilterDraft;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.CallHours;
import io.ucmbilling.calls.view.ExtraConditions;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.archive.WantedRecordings;
import io.ucmbilling.store.archive.WantedRecordings.State;
import io.ucmbilling.store.archive.WantedRecordings.Wanted;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.intake.PageCounts;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.LegBuilder;
import java.sql.Connection;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Erasure of calls: what is left of them, what comes back, and what followers and auditors are told. */
class ErasureIT {
    private static final String NUMBER = "12025550143";
    private static final String NAME = "Ines Quillfeather";
    private static final String SESSION = "1772463600123-12025550143";

    private final ErasureRoom room = new ErasureRoom();

    @AfterEach
    void close() {
        room.close();
    }

    /** A leg of the call that is to be erased. */
    private static LegBuilder draft(long acctId) {
        return leg(acctId)
                .session(SESSION)
                .with(Field.UNIQUEID, "1772463600." + acctId)
                .with(Field.SRC, NUMBER)
                .with(Field.CALLER_NAME, NAME)
                .with(Field.CLID, "\"" + NAME + "\" <" + NUMBER + ">")
                .with(Field.RECORDFILES, "2026-03/auto-1772463600-12025550143-1002.wav@")
                .with("odd_field", NUMBER + NAME);
    }

    private static ReadLeg erasable(long acctId) {
        return draft(acctId).build();
    }

    private static ReadLeg other() {
        return leg(9).build();
    }

    private void keepBoth() {
        room.store.keep(erasable(1), erasable(2), other());
        room.calls.follow();
    }

    /** B3: a removed call is an event. Nothing of its content is left in any table, and all others stay as they were. */
    @Test
    void leavesNothingOfACallInAnyTable() {
        room.store.keep(other());
        room.calls.follow();
        List<String> before = room.calls.usage();
        room.store.keep(erasable(1), erasable(2));
        room.calls.follow();
        room.calls.rollUp();
        ErasureState state = room.erase(ErasureRoom.ofParty(NUMBER));

        room.assertGone(NUMBER, NAME, SESSION, "auto-1772463600", "550143");
        assertThat(room.calls.feed()).hasSize(2).last().isEqualTo("removed 2");
        assertThat(room.calls.usage()).isEqualTo(before).isEqualTo(room.calls.usageOfCalls());
        assertThat(room.calls.rollups()).isEmpty();
        assertThat(state.endedAt()).isNotNull();
        assertThat(List.of(state.asked(), state.calls(), state.legs(), state.recordings()))
                .containsExactly(1L, 1L, 2L, 1L);
    }

    /** N9: an erased leg that is read again counts as unchanged, and the equation holds. */
    @Test
    void keepsARereadFromBringingALegBack() {
        keepBoth();
        room.erase(ErasureRoom.ofParty(NUMBER));
        PageCounts counts = room.store.keep(erasable(1), erasable(2), other());

        assertThat(counts).isEqualTo(new PageCounts(3, 0, 3, 0));
        assertThat(room.calls.stale()).isZero();
        room.assertGone(NUMBER, NAME);
    }

    /** N9: so does one whose record came with other values meanwhile, and one that stands on a page with new legs. */
    @Test
    void keepsACorrectedRecordFromBringingALegBack() {
        keepBoth();
        room.erase(ErasureRoom.ofParty(NUMBER));
        PageCounts counts =
                room.store.keep(draft(1).with(Field.AMAFLAGS, "BILLING").build(), leg(10).build());

        assertThat(counts).isEqualTo(new PageCounts(2, 1, 1, 0));
        room.assertGone(NUMBER, NAME);
    }

    /** C1: a leg that gets a session that it did not have, or loses it, is still the erased one. */
    @Test
    void knowsALegWhoseSessionChanges() {
        room.store.keep(leg(2, 1)
                .with(Field.UNIQUEID, "1772463600.1")
                .with(Field.SRC, NUMBER)
                .build());
        room.store.keep(draft(2).with(Field.UNIQUEID, "1772463600.2").build());
        room.calls.follow();
        room.erase(ErasureRoom.everything());
        PageCounts counts = room.store.keep(
                draft(1).with(Field.UNIQUEID, "1772463600.1").build(),
                leg(2, 2)
                        .with(Field.UNIQUEID, "1772463600.2")
                        .with(Field.SRC, NUMBER)
                        .build());

        assertThat(counts).isEqualTo(new PageCounts(2, 0, 2, 0));
        room.assertGone(NUMBER);
    }

    /** B3: a leg that was never there makes the call again, with a higher version. */
    @Test
    void makesACallAgainOfANewLegWithAHigherVersion() {
        keepBoth();
        room.erase(ErasureRoom.ofParty(NUMBER));
        room.store.keep(draft(3).with(Field.RECORDFILES, "b-1772463609.wav@").build());
        room.calls.follow();

        assertThat(room.calls.feed()).hasSize(2).last().isEqualTo(SESSION + " 3");
        assertThat(room.calls.one("SELECT legs FROM call WHERE version = 3", Integer.class))
                .isEqualTo(1);
        assertThat(recordings()).isEqualTo("{\"\",b-1772463609.wav}{NULL,1772463609}");
    }

    /** C8: the number of an erased recording is not given to that of a new leg, however often the call goes and comes. */
    @Test
    void givesTheNumbersOfErasedRecordingsToNoOthers() {
        for (int i = 1; i <= 3; i++) {
            room.store.keep(draft(i).with(Field.RECORDFILES, "r-177246361" + i + ".wav@")
                    .build());
            room.calls.follow();
            room.erase(ErasureRoom.ofParty(NUMBER));
        }
        room.store.keep(draft(4).with(Field.RECORDFILES, "r-1772463614.wav@").build());
        room.calls.follow();

        assertThat(recordings()).isEqualTo("{\"\",\"\",\"\",r-1772463614.wav}{NULL,NULL,NULL,1772463614}");
    }

    /** Returns the recordings of the call that came again, and their starts. */
    private String recordings() {
        return room.calls.one(
                "SELECT recordings::text || recording_starts::text FROM call WHERE version > 1", String.class);
    }

    /** A page that stores a new leg before whoever makes calls has seen the erasure: the call shows that leg alone. */
    @Test
    void forgetsWhatACallShowedIfALegComesAtOnce() {
        keepBoth();
        UUID id = room.begin(ErasureRoom.ofParty(NUMBER));
        assertThat(room.steps.next()).isEqualTo(ErasureSteps.Step.DONE);
        room.store.keep(leg(3).session(SESSION)
                .with(Field.RECORDFILES, "b-1772463609.wav@")
                .build());
        room.finish();

        assertThat(room.state(id).endedAt()).isNotNull();
        assertThat(recordings()).as("C8").isEqualTo("{\"\",b-1772463609.wav}{NULL,1772463609}");
        assertThat(room.calls.feed()).last().isEqualTo(SESSION + " 3");
        room.assertGone(NAME, "auto-1772463600");
        assertThat(room.calls.usage()).isEqualTo(room.calls.usageOfCalls());
    }

    /** C1: legs that wait to join an erased call are of it, although the view does not show them yet. */
    @Test
    void erasesLegsThatJoinTheCallMeanwhile() {
        room.store.keep(leg(2, 1)
                .with(Field.UNIQUEID, "1772463600.1")
                .with(Field.SRC, NUMBER)
                .build());
        room.calls.follow();
        room.store.keep(draft(1).with(Field.UNIQUEID, "1772463600.1").build());
        ErasureState state = room.erase(ErasureRoom.everything());

        assertThat(state.legs()).isEqualTo(1);
        assertThat(room.calls.feed()).hasSize(1).first().asString().startsWith("removed");
        room.assertGone(NUMBER, NAME, SESSION);
    }

    /** An erased leg that its UCM still holds counts as kept, so that its day is proven as before; also one that has departed. */
    @Test
    void countsErasedLegsAsKept() {
        Census census = room.store.store.bean(Census.class);
        keepBoth();
        Instant last = census.nthLast(StoreRoom.SITE, null, null, 1).orElseThrow();
        room.erase(ErasureRoom.everything());

        assertThat(census.count(StoreRoom.SITE, null, null)).isEqualTo(3);
        assertThat(census.departed(StoreRoom.SITE, null, null)).isZero();
        assertThat(census.nthLast(StoreRoom.SITE, null, null, 3)).contains(last);
        assertThat(census.nthLast(StoreRoom.SITE, null, null, 4)).isEmpty();
        assertThat(census.earliest(StoreRoom.SITE, null, null)).contains(last);
    }

    /** The page's transaction knows from the site's row alone that nothing was erased where the page is. */
    @Test
    void looksNothingUpForAPageBesideWhatWasErased() {
        keepBoth();
        room.erase(ErasureRoom.ofParty(NUMBER));
        room.store.jdbc.sql("ALTER TABLE erased_key RENAME TO hidden").update();

        assertThat(room.store.keep(leg(4).start("2026-03-03T09:00:00").build()).stored())
                .isEqualTo(1);
    }

    /** R2, Delete All: nothing is erased if another number of calls matches than was typed. A7: that is noted. */
    @Test
    void erasesNothingIfAnotherNumberWasExpected() {
        keepBoth();

        assertThat(room.begin(ErasureRoom.everything(), 3L)).isEqualTo(new ErasureStart.OtherCount(2));
        assertThat(room.steps.next()).isEqualTo(ErasureSteps.Step.NOTHING);
        assertThat(room.calls.calls()).hasSize(2);
        assertThat(room.audit()).containsExactly("ada ERASURE REFUSED found 2 calls, expected 3; site branch-a");
        assertThat(room.begin(ErasureRoom.everything(), 2L)).isInstanceOf(ErasureStart.Begun.class);
    }

    /** R2, Delete All: calls are listed month by month, and the number is that of all months. */
    @Test
    void listsTheCallsOfAllMonths() {
        room.store.keep(
                leg(1).session("1767888000-1").start("2026-01-08T09:00:00").build());
        room.store.keep(
                leg(2).session("1772463600-2").start("2026-03-02T09:00:00").build());
        room.calls.follow();

        assertThat(room.begin(ErasureRoom.everything(), 1L)).isEqualTo(new ErasureStart.OtherCount(2));
        assertThat(room.begin(ErasureRoom.everything(), 2L)).isInstanceOf(ErasureStart.Begun.class);
        room.finish();
        assertThat(room.calls.calls()).isEmpty();
    }

    /** The second month cannot be read, and whoever waits for it is cancelled. */
    @Test
    void erasesNothingIfItIsBrokenOffBetweenMonths() throws Exception {
        room.store.keep(
                leg(1).session("1767888000-1").start("2026-01-08T09:00:00").build());
        room.store.keep(
                leg(2).session("1772463600-2").start("2026-03-02T09:00:00").build());
        room.calls.follow();
        DataSource database = room.store.database.dataSource();
        JdbcClient sql = JdbcClient.create(database);
        try (Connection other = database.getConnection();
                Statement lock = other.createStatement();
                ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE call_2026_03 IN ACCESS EXCLUSIVE MODE");
            Future<ErasureStart> begun = pool.submit(() -> room.begin(ErasureRoom.everything(), 2L));
            await().until(() -> sql.sql("SELECT count(pg_cancel_backend(pid)) FROM pg_locks WHERE NOT granted AND"
                                    + " relation = 'call_2026_03'::regclass")
                            .query(Integer.class)
                            .single()
                    > 0);
            assertThatThrownBy(begun::get).hasCauseInstanceOf(DataAccessException.class);
            other.rollback();
        }

        assertThat(sql.sql("SELECT count(*) FROM erasure_call")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(room.steps.next()).isEqualTo(ErasureSteps.Step.NOTHING);
        assertThat(room.calls.calls()).hasSize(2);
        assertThat(room.audit()).containsExactly("ada ERASURE FAILED not begun; site branch-a");
    }

    /** A7: who erased what and how much of it, without the numbers that were erased. */
    @Test
    void isAudited() {
        keepBoth();
        room.erase(ErasureRoom.ofParty(NUMBER, "1202555*"));

        assertThat(room.audit())
                .containsExactlyInAnyOrder(
                        "ada ERASURE DONE begun: 1 calls; site branch-a; party 120…*, 120…",
                        "ada ERASURE DONE erased: 1 calls, 2 legs, 1 recordings, 0 records of quarantine; site"
                                + " branch-a; party 120…*, 120…");
    }

    /** R2: whatever the report asks. The audit does not keep the names, nor what was searched for. */
    @Test
    void erasesWhatTheReportAsksFor() {
        keepBoth();
        room.erase(FilterDraft.of(null, null, draft -> {
            draft.sites = Set.of(StoreRoom.SITE);
            draft.callers = Set.of(new NumberMatch("5550143", NumberMatch.Kind.ANYWHERE));
            draft.callerNames = Set.of("quillFEATHER");
            draft.hours = new CallHours(Set.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(17, 0), null, false);
            draft.freeText = "ines";
        }));

        assertThat(room.calls.calls()).hasSize(1);
        room.assertGone(NUMBER, NAME, SESSION, "550143", "quillFEATHER");
        assertThat(room.audit())
                .contains(
                        "ada ERASURE DONE begun: 1 calls; site branch-a; caller *555…*; callerName: 1 of them; in hours"
                                + " MONDAY 09:00 to 17:00 in each site's own zone; free text");
    }

    /** A filter of a client from whom numbers are hidden would match others than it shows. */
    @Test
    void refusesAMaskedFilter() {
        CallFilter open = ErasureRoom.everything();
        CallFilter masked = new CallFilter(
                open.sites(),
                null,
                null,
                open.directions(),
                open.statuses(),
                open.kinds(),
                open.trunks(),
                open.extensions(),
                open.callers(),
                open.callees(),
                open.dialled(),
                open.answeredBy(),
                open.parties(),
                open.accountCodes(),
                null,
                open.billable(),
                open.duration(),
                true,
                ExtraConditions.NONE);

        assertThatThrownBy(() -> room.begin(masked)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Recordings of the guide's age are named by a listing alone: those go that fit a leg by time and numbers. */
    @Test
    void erasesRecordingsThatAListingNames() {
        WantedRecordings recordings = room.store.store.bean(WantedRecordings.class);
        ReadLeg old = leg(1, 1).with(Field.SRC, NUMBER).build();
        Instant start = old.leg().startedAt();
        recordings.want(
                StoreRoom.SITE,
                List.of(
                        new Wanted("monitor", "auto-1-" + NUMBER + "-1002.wav", start.plusSeconds(4), 0),
                        new Wanted("monitor", "auto-1-" + NUMBER + "-1003.wav", start.plusSeconds(4), 0),
                        new Wanted("monitor", "auto-2-" + NUMBER + "-1002.wav", start.plusSeconds(90), 0)),
                start);
        room.store.keep(old);
        room.calls.follow();

        assertThat(room.erase(ErasureRoom.ofParty(NUMBER)).recordings()).isEqualTo(1);
        assertThat(recordings.counts(StoreRoom.SITE)).containsEntry(State.WANTED, 2L);
    }

    /** Other sites' calls stay, also those with the same number. */
    @Test
    void leavesOtherSitesAlone() {
        keepBoth();
        room.store.keepOther(erasable(1));
        room.calls.follow();
        room.erase(ErasureRoom.ofParty(NUMBER));

        assertThat(room.calls.one("SELECT count(*) FROM call WHERE caller_number = '" + NUMBER + "'", Long.class))
                .isEqualTo(1);
        assertThat(room.store.keepOther(erasable(2)).stored()).isEqualTo(1);
    }
}
