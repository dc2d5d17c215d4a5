package io.ucmbilling.calls.table;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.calls.source.CallSources;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.LegBuilder;
import java.sql.Connection;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** Calls are made of what is stored: notes, versions, places and usage (rules C1, C2 and C9). */
class CallTransactionsIT {
    private static final String SESSION = "1772463600100-1001";

    private final CallRoom room = new CallRoom();

    @AfterEach
    void close() {
        room.close();
    }

    private static ReadLeg ofCall(long acctId, String... fieldAndValue) {
        var leg = leg(acctId).session(SESSION);
        if (fieldAndValue.length > 0) {
            leg.with(Field.valueOf(fieldAndValue[0]), fieldAndValue[1]);
        }
        return leg.build();
    }

    @Test
    void notesEachTouchedCallOnce() {
        room.store.keep(ofCall(1), ofCall(2), leg(3).build());

        assertThat(room.stale()).isEqualTo(2);
    }

    @Test
    void notesNothingForAPageReadAgain() {
        room.store.keep(ofCall(1));
        room.follow();
        room.store.keep(ofCall(1));

        assertThat(room.stale()).isZero();
    }

    @Test
    void makesACallOfAllItsLegs() {
        room.store.keep(ofCall(1));
        room.store.keep(ofCall(2));
        room.follow();

        assertThat(room.stale()).isZero();
        assertThat(room.one("SELECT legs FROM call", Integer.class)).isEqualTo(2);
    }

    /** A UCM that gives all its records one session costs a bounded amount of memory, and no other call anything. */
    @Test
    void makesACallOfItsFirstLegsIfItHasTooMany() {
        for (int page = 0; page <= CallSources.MOST_LEGS; page += 1000) {
            room.store.keep(IntStream.range(page, page + 1000)
                    .mapToObj(acctId -> ofCall(acctId + 1L))
                    .toList());
        }
        room.store.keep(leg(99_999).build());
        room.follow();

        assertThat(room.stale()).isZero();
        assertThat(room.one("SELECT legs FROM call ORDER BY legs DESC LIMIT 1", Integer.class))
                .isEqualTo(CallSources.MOST_LEGS);
        assertThat(room.one("SELECT count(*) FROM call", Integer.class)).isEqualTo(2);
    }

    /** C9: a version for each commit that changes anything, raw fields included; none for one that changes nothing. */
    @Test
    void countsAVersionForEachCommitThatChangesACall() {
        room.store.keep(ofCall(1));
        room.follow();
        room.store.keep(ofCall(1), leg(9).build());
        room.follow();
        assertThat(room.feed()).first().isEqualTo(SESSION + " 1");
        room.store.keep(ofCall(1, "AMAFLAGS", "BILLING"));
        room.follow();
        assertThat(room.feed()).last().isEqualTo(SESSION + " 2");
        room.store.keep(ofCall(2));
        room.store.keep(ofCall(3));
        room.follow();
        assertThat(room.feed()).last().isEqualTo(SESSION + " 4");
    }

    /** C9: a change that is changed back before the follower comes is two changes. */
    @Test
    void countsAChangeThatIsChangedBack() {
        room.store.keep(ofCall(1));
        room.follow();
        room.store.keep(ofCall(1, "AMAFLAGS", "BILLING"));
        room.store.keep(ofCall(1));
        room.follow();

        assertThat(room.feed()).containsExactly(SESSION + " 3");
    }

    /** A call has one row in the feed, which moves to its end. */
    @Test
    void movesAChangedCallToTheEndOfTheFeed() {
        room.store.keep(ofCall(1), leg(9).build());
        room.follow();
        room.store.keep(ofCall(2));
        room.follow();

        assertThat(room.feed()).hasSize(2).last().isEqualTo(SESSION + " 2");
        assertThat(room.one("SELECT max(place) FROM call", Long.class))
                .isEqualTo(room.one("SELECT place FROM call_follower", Long.class))
                .isEqualTo(3);
    }

    /** C2: a call has the same id after its legs were collected anew. */
    @Test
    void givesACallTheSameIdAgain() {
        room.store.keep(ofCall(1), leg(9).build());
        room.follow();
        Map<String, String> before = room.calls();
        room.makeAnew();

        assertThat(room.calls()).isEqualTo(before);
    }

    /** C1: a leg that gets a session stays in its call, which keeps its id. */
    @Test
    void keepsTheIdOfACallWhoseLegGetsASession() {
        room.store.keep(leg(2, 1).with(Field.UNIQUEID, "1772463600.1").build());
        room.follow();
        String id = room.one("SELECT id::text FROM call", String.class);
        room.store.keep(
                leg(3, 1).with(Field.UNIQUEID, "1772463600.1").session(SESSION).build());
        room.follow();

        assertThat(room.one("SELECT id::text FROM call", String.class)).isEqualTo(id);
        assertThat(room.feed()).containsExactly(SESSION + " 2");
    }

    /** C1: the same where the follower comes only after the leg got its session. */
    @Test
    void takesTheIdOfTheFirstStoredLegAfterwardsToo() {
        room.store.keep(leg(2, 1).with(Field.UNIQUEID, "1772463600.1").build());
        room.store.keep(
                leg(3, 1).with(Field.UNIQUEID, "1772463600.1").session(SESSION).build());
        room.follow();

        assertThat(room.one("SELECT key FROM call", String.class)).isEqualTo("1772463600.1");
        assertThat(room.feed()).containsExactly(SESSION + " 2");
    }

    /** C1: a leg that is read again without its session is that leg, and its call keeps its id. */
    @Test
    void keepsTheIdOfACallWhoseLegLosesItsSession() {
        room.store.keep(
                leg(3, 1).with(Field.UNIQUEID, "1772463600.1").session(SESSION).build(),
                leg(3, 2).with(Field.UNIQUEID, "1772463600.2").session(SESSION).build());
        room.follow();
        String id = room.one("SELECT id::text FROM call", String.class);
        room.store.keep(leg(2, 1).with(Field.UNIQUEID, "1772463600.1").build());
        room.follow();

        assertThat(room.one("SELECT id::text FROM call", String.class)).isEqualTo(id);
        assertThat(room.one("SELECT legs FROM call", Integer.class)).isEqualTo(2);
        assertThat(room.one("SELECT count(*) FROM leg", Long.class)).isEqualTo(2);
    }

    /** C1: a leg that is read again with a session that is written otherwise is that leg, and its call keeps its id. */
    @Test
    void keepsTheIdOfACallWhoseLegsGetAnotherSession() {
        room.store.keep(
                leg(3, 1).with(Field.UNIQUEID, "1772463600.1").session(SESSION).build(),
                leg(3, 2).with(Field.UNIQUEID, "1772463600.2").session(SESSION).build());
        room.follow();
        String id = room.one("SELECT id::text FROM call", String.class);
        String padded = "1772463600000123-1001";
        room.store.keep(
                leg(3, 1).with(Field.UNIQUEID, "1772463600.1").session(padded).build(),
                leg(3, 2).with(Field.UNIQUEID, "1772463600.2").session(padded).build());
        room.follow();

        assertThat(room.one("SELECT id || ' ' || legs FROM call", String.class)).isEqualTo(id + " 2");
        assertThat(room.one("SELECT count(*) FROM leg", Long.class)).isEqualTo(2);
    }

    /** C1: none at first, then one, then another one that only one of the legs is read with: all are sessions of one call. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsTheIdOfACallWhoseLegsGetOneSessionAfterAnother(boolean followedBetween) {
        List<String> sessions = List.of("", SESSION, "1772463600000123-1001");
        for (String session : sessions) {
            ReadLeg first = legOf(1, session);
            ReadLeg second = legOf(2, session);
            if (session.equals(sessions.getLast())) {
                room.store.keep(first);
            } else {
                room.store.keep(first, second);
            }
            if (followedBetween) {
                room.follow();
            }
        }
        room.follow();

        assertThat(room.one("SELECT string_agg(key || ' ' || legs, ', ') FROM call", String.class))
                .isEqualTo("1772463600.1 2");
        assertThat(room.one("SELECT sum(calls) FROM usage_slot", Long.class)).isEqualTo(1);
    }

    private static ReadLeg legOf(int number, String session) {
        LegBuilder leg = leg(session.isEmpty() ? 2 : 3, number).with(Field.UNIQUEID, "1772463600.1");
        return session.isEmpty() ? leg.build() : leg.session(session).build();
    }

    /** U4: what a UCM gives side by side are two legs, also if their sessions alone tell them apart. */
    @Test
    void keepsTwoLegsThatTheirSessionsAloneTellApart() {
        ReadLeg one =
                leg(3, 1).with(Field.UNIQUEID, "1772463600.1").session(SESSION).build();
        ReadLeg other = leg(3, 1)
                .with(Field.UNIQUEID, "1772463600.1")
                .session("1772463600999-1001")
                .build();
        room.store.keep(one);
        room.store.keep(one, other);
        room.store.keep(one, other);
        room.follow();

        assertThat(room.one("SELECT sum(legs) || ' of ' || count(*) FROM call", String.class))
                .isEqualTo("2 of 2");
    }

    /** C1: legs that come with a session join the call that holds their uniqueid. */
    @Test
    void joinsLegsWithASessionToTheCallOfTheirUniqueid() {
        room.store.keep(leg(2, 1).with(Field.UNIQUEID, "1772463600.1").build());
        room.follow();
        room.store.keep(leg(3, 2)
                .with(Field.UNIQUEID, "1772463600.1")
                .session(SESSION)
                .start("2026-03-02T09:00:10")
                .build());
        room.follow();
        room.store.keep(
                leg(3, 3).with(Field.UNIQUEID, "1772463600.7").session(SESSION).build());
        room.follow();

        assertThat(room.one("SELECT legs || ' ' || key FROM call", String.class))
                .isEqualTo("3 1772463600.1");
    }

    /** More calls than a batch holds, so that one batch is made while another is written: both have legs of the same calls. */
    @Test
    void makesCallsAnewThatAreBeingWritten() {
        int calls = CallBatch.MOST + 20;
        room.store.keep(legs(1, calls));
        room.store.keep(legs(2, calls));
        room.store.keep(legs(3, 10));
        room.follow();

        assertThat(room.stale()).isZero();
        assertThat(room.one("SELECT count(*) FROM call", Integer.class)).isEqualTo(calls);
        assertThat(room.one("SELECT sum(legs) FROM call", Integer.class)).isEqualTo(2 * calls + 10);
        assertThat(room.usage()).isEqualTo(room.usageOfCalls());
        Map<String, String> before = room.calls();
        room.makeAnew();
        assertThat(room.calls()).isEqualTo(before);
    }

    /** Returns a leg of each of so many calls. */
    private static List<ReadLeg> legs(int ofEach, int calls) {
        return IntStream.rangeClosed(1, calls)
                .mapToObj(call -> leg(call * 10L + ofEach)
                        .session("1772463600" + call + "-1001")
                        .build())
                .toList();
    }

    /** C1: a session joins a call that is being written. */
    @Test
    void joinsASessionToACallThatIsBeingWritten() {
        room.store.keep(leg(2, 1).with(Field.UNIQUEID, "1772463600.1").build());
        room.store.keep(legs(1, CallBatch.MOST));
        room.store.keep(leg(3, 9)
                .with(Field.UNIQUEID, "1772463600.1")
                .session("1772463600-joins")
                .build());
        room.store.keep(legs(2, 5));
        room.follow();

        assertThat(room.one("SELECT legs || ' ' || key FROM call WHERE key = '1772463600.1'", String.class))
                .isEqualTo("2 1772463600.1");
        assertThat(room.one("SELECT count(*) FROM call", Integer.class)).isEqualTo(CallBatch.MOST + 1);
    }

    /** What was made beside a batch that could not be written is dropped with it, and made again. */
    @Test
    void dropsWhatWasMadeBesideABatchThatFailed() throws Exception {
        room.store.keep(legs(1, 2 * CallBatch.MOST));
        long fence = room.lease.hold().orElseThrow();
        CallTransactions transactions = room.transactions();
        try (Connection block = room.store.database.dataSource().getConnection();
                Statement statement = block.createStatement()) {
            block.setAutoCommit(false);
            statement.execute("LOCK TABLE usage_slot");
            assertThat(transactions.next(fence)).isTrue();
            await().until(() -> room.one(
                            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type ="
                                    + " 'Lock' AND datname = current_database()",
                            Long.class)
                    > 0);
        }
        assertThatThrownBy(() -> transactions.next(fence)).isInstanceOf(DataAccessException.class);
        assertThat(room.calls()).isEmpty();
        while (transactions.next(fence)) {
            // Until nothing is left.
        }
        assertThat(room.calls()).hasSize(2 * CallBatch.MOST);
        assertThat(room.usage()).isEqualTo(room.usageOfCalls());
        assertThat(room.one("SELECT max(place) FROM call", Integer.class)).isEqualTo(2 * CallBatch.MOST);
    }

    /** C9: a call made again of the same legs has not changed. */
    @Test
    void leavesACallInItsPlaceIfNothingHasChanged() {
        room.store.keep(ofCall(1), leg(9).build());
        room.follow();
        List<String> feed = room.feed();
        room.readAllLegsOnceMore();

        assertThat(room.feed()).isEqualTo(feed);
        assertThat(room.one("SELECT max(place) FROM call", Long.class)).isEqualTo(2);
    }

    /** C8: numbers once given stay, and a later commit's recordings follow whatever their epochs. */
    @Test
    void numbersRecordingsInTheOrderOfTheCommits() {
        room.store.keep(ofCall(1, "RECORDFILES", "b-1772463609.wav@"));
        room.store.keep(ofCall(2, "RECORDFILES", "a-1772463601.wav@"));
        room.follow();
        room.store.keep(ofCall(3, "RECORDFILES", "0-1772463600.wav@"));
        room.follow();

        assertThat(room.one("SELECT array_to_string(recordings, ' ') FROM call", String.class))
                .isEqualTo("b-1772463609.wav a-1772463601.wav 0-1772463600.wav");
    }

    /** Nothing that a UCM may write stops the follower. */
    @Test
    void isStoppedByNoRecord() {
        String longest = "x".repeat(5_000);
        room.store.keep(
                leg(1).start("0000-01-01T00:00:00").build(),
                leg(2).start("9999-12-31T23:59:59").build(),
                leg(3).start("0001-01-01T00:00:00").zone("Asia/Tokyo").build(),
                leg(4).with(Field.CHANNEL, "PJSIP/" + longest)
                        .trunkName(longest)
                        .build(),
                leg(5).with(Field.SRC, "\0")
                        .with(Field.CLID, "\ud83d <\0>")
                        .trunkName("\ud83d")
                        .build(),
                leg(6).session(longest).build(),
                leg(7).with(Field.RECORDFILES, "@@/@ @a/@9999999999.wav@" + longest)
                        .build());
        room.follow();
        room.store.keep(
                leg(1).start("0000-01-01T00:00:00").with(Field.AMAFLAGS, "X").build());
        room.follow();

        assertThat(room.feed()).hasSize(7).last().asString().endsWith(" 2");
        assertThat(room.one("SELECT sum(calls)::bigint FROM usage_slot", Long.class))
                .isEqualTo(7);
    }

    /** A mad clock makes no partition. */
    @Test
    void keepsCallsOfAMadClockInAPartitionOfTheirOwn() {
        room.store.keep(
                leg(1).start("1990-01-01T00:00:00").build(),
                leg(2).start("2090-01-01T00:00:00").build(),
                leg(3).build());
        room.follow();
        room.store.keep(
                leg(1).start("1990-01-01T00:00:00").with(Field.AMAFLAGS, "X").build());
        room.follow();

        assertThat(room.one("SELECT count(*) FROM call_misdated", Long.class)).isEqualTo(2);
        assertThat(room.feed()).hasSize(3).last().asString().endsWith(" 2");
        assertThat(room.usage()).isEqualTo(room.usageOfCalls());
    }

    /** One replica at a time: the other waits for the end of the lease, and then the first writes nothing more. */
    @Test
    void isTakenOverWhenTheLeaseRunsOut() {
        room.store.keep(ofCall(1));
        OptionalLong first = room.lease.hold();
        FollowerLease other = room.lease();
        assertThat(other.hold()).isEmpty();
        room.store
                .jdbc
                .sql("UPDATE call_follower SET lease_until = now() - interval '1 s'")
                .update();
        OptionalLong second = other.hold();

        assertThat(second.orElseThrow()).isGreaterThan(first.orElseThrow());
        room.follow(first.orElseThrow());
        assertThat(room.calls()).isEmpty();
        room.follow(second.orElseThrow());
        assertThat(room.calls()).hasSize(1);
    }

    @Test
    void givesTheLeaseBackAtOnce() {
        room.store.keep(ofCall(1));
        room.lease.hold();
        room.lease.giveBack();

        assertThat(room.lease().hold()).isPresent();
    }

    @Test
    void makesCallsOfLegsThatWereStoredBefore() {
        room.store.keep(List.of(ofCall(1), ofCall(2), leg(3).build(), leg(4).build()));
        room.store.jdbc.sql("TRUNCATE stale_call").update();
        room.store.jdbc.sql("UPDATE leg SET commit_number = NULL").update();
        room.makeAnew();

        assertThat(room.calls()).hasSize(3);
        assertThat(room.feed()).allMatch(text -> text.endsWith(" 1"));
        assertThat(room.one("SELECT count(*) FROM call_backfill", Long.class)).isZero();
    }

    /** C7: a number is read by the region with which its leg was stored. */
    @Test
    void readsANumberByTheRegionOfItsTime() {
        ZoneId zone = ZoneId.of("America/Chicago");
        room.store.sites.configured(StoreRoom.SITE, zone, null);
        room.store.keep(inbound(1));
        room.store.sites.configured(StoreRoom.SITE, zone, "US");
        room.store.keep(inbound(2));
        room.follow();
        room.store.sites.configured(StoreRoom.SITE, zone, "US");

        assertThat(room.one("SELECT count(*) FROM call WHERE caller_e164 IS NULL", Long.class))
                .isEqualTo(1);
        assertThat(room.one("SELECT max(caller_e164) FROM call", String.class)).isEqualTo("+12025550101");
        assertThat(room.one("SELECT count(*) FROM site_setting", Long.class)).isEqualTo(2);
    }

    private static ReadLeg inbound(long acctId) {
        return leg(acctId).with(Field.SRC, "12025550101").trunkName("Carrier").build();
    }

    /** C7: what is known of a site's configuration only after its calls were made counts for them too. */
    @Test
    void makesCallsAnewOnceTheSettingsAreKnown() {
        room.store.keep(inbound(1));
        room.follow();
        room.store.sites.configured(StoreRoom.SITE, ZoneId.of("America/Chicago"), "US");
        room.follow();

        assertThat(room.one("SELECT version || caller_e164 FROM call", String.class))
                .isEqualTo("2+12025550101");
    }

    /** A storing transaction that stays open holds back its own calls alone, and they come when it ends. */
    @Test
    void isNotHeldBackByATransactionThatStaysOpen() throws Exception {
        try (Connection slow = room.store.database.dataSource().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO stale_call (commit_number, site, session) SELECT 0, site.id, '" + SESSION
                    + "' FROM site");
            room.store.keep(leg(9).build());
            room.follow();
            assertThat(room.calls()).hasSize(1);
            slow.commit();
        }
        assertThat(room.stale()).isEqualTo(2);
        room.follow();
        assertThat(room.stale()).isZero();
    }

    /** A batch that another replica has under way is not waited for. */
    @Test
    void doesNotWaitForABatchThatIsUnderWay() throws Exception {
        room.store.keep(ofCall(1));
        try (Connection busy = room.store.database.dataSource().getConnection();
                Statement statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("SELECT FROM call_follower FOR UPDATE");
            assertThat(room.lease().hold()).isEmpty();
        }
        assertThat(room.lease().hold()).isPresent();
    }

    /** A replica that dies in the middle of a batch leaves nothing of it, and nothing is lost. */
    @Test
    void leavesNothingOfABatchThatIsBrokenOff() throws Exception {
        room.store.keep(ofCall(1), leg(9).build());
        long fence = room.lease.hold().orElseThrow();
        try (Connection block = room.store.database.dataSource().getConnection();
                Statement statement = block.createStatement()) {
            block.setAutoCommit(false);
            statement.execute("LOCK TABLE usage_slot");
            Thread batch = Thread.ofVirtual()
                    .start(() -> assertThatThrownBy(() -> room.follow(fence)).isInstanceOf(DataAccessException.class));
            await().until(() -> room.one(
                            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type ="
                                    + " 'Lock' AND datname = current_database()",
                            Long.class)
                    > 0);
            batch.join();
        }
        assertThat(room.calls()).isEmpty();
        assertThat(room.stale()).isEqualTo(2);
        assertThat(room.one("SELECT place FROM call_follower", Long.class)).isZero();
        room.follow();

        assertThat(room.feed()).hasSize(2);
        assertThat(room.usage()).isEqualTo(room.usageOfCalls());
    }

    /** A call whose legs are all gone is told to followers, and goes on with higher versions if it comes again. */
    @Test
    void tellsThatACallIsGoneAndGoesOnIfItComesAgain() {
        room.store.keep(ofCall(1));
        room.follow();
        room.store.jdbc.sql("DELETE FROM leg").update();
        room.store
                .jdbc
                .sql("INSERT INTO stale_call (commit_number, site, session) SELECT nextval('commit_number'), site,"
                        + " key FROM call")
                .update();
        room.follow();
        assertThat(room.feed()).containsExactly("removed 2");
        assertThat(room.usage()).isEmpty();
        room.store.keep(ofCall(1));
        room.follow();

        assertThat(room.feed()).containsExactly(SESSION + " 3");
    }

    /** Whatever stands in a record, it is kept character for character. */
    @Test
    void keepsTextsAsTheyAre() {
        String odd = "a\tb\nc\rd\\e\"f'{g},NULL \\N ü\ud83d\ude00";
        room.store.keep(leg(3, 1)
                .with(Field.ACCOUNTCODE, odd)
                .with(Field.SRC, odd)
                .with(Field.CHANNEL, "PJSIP/" + odd + "-0000000a")
                .with(Field.RECORDFILES, odd + "@")
                .trunkName(odd)
                .build());
        room.follow();

        assertThat(room.one("SELECT account_code FROM call", String.class)).isEqualTo(odd);
        assertThat(room.one("SELECT caller_number FROM call", String.class)).isEqualTo(odd);
        assertThat(room.one("SELECT recordings[1] FROM call", String.class)).isEqualTo(odd);
        assertThat(room.one("SELECT trunks[1] FROM call", String.class)).isEqualTo(odd);
        assertThat(room.one("SELECT trunk_names[1] FROM call", String.class)).isEqualTo(odd);
    }
}
