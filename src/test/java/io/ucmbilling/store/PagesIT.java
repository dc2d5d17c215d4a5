package io.ucmbilling.store;

import static io.ucmbilling.store.StoreRoom.OTHER;
import static io.ucmbilling.store.StoreRoom.SITE;
import static io.ucmbilling.store.StoreRoom.all;
import static io.ucmbilling.store.StoreRoom.calls;
import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.query.NumberPattern;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.serving.LegQuery;
import io.ucmbilling.store.serving.LegQuery.SiteBounds;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.testing.database.DatabaseStore;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@link Legs} promises: order, bounds, patterns, calls, and places that are remembered. */
class PagesIT {
    private final StoreRoom room = new StoreRoom();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void servesOneSiteByStartThenAcctIdAsANumber() {
        room.keep(
                leg(10).start("2026-03-02T09:00:00").build(),
                leg(9).start("2026-03-02T09:00:00").build(),
                leg(1).start("2026-03-02T09:00:01").build());

        assertThat(room.acctIds(all(SITE), 0, 10)).containsExactly("9", "10", "1");
    }

    @Test
    void servesSeveralSitesByStartThenTheGatewaysNumber() {
        room.keep(leg(7).zone("UTC").build());
        room.keepOther(
                leg(3).zone("UTC").build(),
                leg(2).zone("UTC").start("2026-03-02T08:59:59").build());

        assertThat(room.acctIds(all(SITE, OTHER), 0, 10)).containsExactly("2", "7", "3");
    }

    @Test
    void servesNothingOfASiteWithoutLegs() {
        assertThat(room.items(all("branch-z"), 0, 10)).isEmpty();
        assertThat(room.items(all(OTHER), 0, 10)).isEmpty();
    }

    @Test
    void givesNoneWhereNoneAreAsked() {
        room.keep(leg(1).build());

        assertThat(room.items(all(SITE), 0, 0)).isEmpty();
    }

    @Test
    void takesBothTimeBoundsInclusiveToTheSecond() {
        room.keep(at(1, "08:59:59"), at(2, "09:00:00"), at(3, "09:00:01"), at(4, "09:00:02"));

        assertThat(bounded("2026-03-02T09:00:00Z", "2026-03-02T09:00:01Z")).containsExactly("2", "3");
        assertThat(bounded("2026-03-02T08:59:59.000000001Z", "2026-03-02T09:00:00.999999999Z"))
                .containsExactly("2");
        assertThat(bounded("-100000000-01-01T00:00:00Z", "+100000000-01-01T00:00:00Z"))
                .hasSize(4);
    }

    @Test
    void boundsEachSiteByItsOwnTimes() {
        room.keep(at(1, "09:00:00"), at(2, "10:00:00"));
        room.keepOther(at(3, "09:00:00"), at(4, "10:00:00"));
        Instant ten = Instant.parse("2026-03-02T10:00:00Z");
        LegQuery query = new LegQuery(
                List.of(new SiteBounds(SITE, ten, null), new SiteBounds(OTHER, null, ten.minusSeconds(1))),
                null,
                null,
                null,
                null,
                null,
                false);

        assertThat(room.acctIds(query, 0, 10)).containsExactly("3", "2");
    }

    private static ReadLeg at(long acctId, String time) {
        return leg(acctId).zone("UTC").start("2026-03-02T" + time).build();
    }

    private List<String> bounded(String from, String to) {
        LegQuery query = new LegQuery(
                List.of(new SiteBounds(SITE, Instant.parse(from), Instant.parse(to))),
                null,
                null,
                null,
                null,
                null,
                false);
        return room.acctIds(query, 0, 10);
    }

    @Test
    void takesBothBillableBoundsInclusive() {
        room.keep(
                leg(1).billableSeconds(9).build(),
                leg(2).billableSeconds(10).build(),
                leg(3).billableSeconds(11).build());
        LegQuery query = new LegQuery(all(SITE).sites(), null, null, null, 10L, 10L, false);

        assertThat(room.acctIds(query, 0, 10)).containsExactly("2");
        assertThat(room.acctIds(new LegQuery(all(SITE).sites(), null, null, null, 10L, Long.MAX_VALUE, false), 0, 10))
                .containsExactly("2", "3");
    }

    @Test
    void matchesAnyPatternOfTheCaller() {
        room.keep(
                leg(1).with(Field.SRC, "1001").build(),
                leg(2).with(Field.SRC, "anonymous").build(),
                leg(3).with(Field.SRC, "50%\\x").build(),
                leg(4).with(Field.SRC, "").build(),
                leg(5).with(Field.SRC, "٣٤").build());

        assertThat(callers(new NumberPattern.Exact("1001"), new NumberPattern.Exact("")))
                .containsExactly("1", "4");
        assertThat(callers(new NumberPattern.Wildcard("_0_1"))).containsExactly("1");
        assertThat(callers(new NumberPattern.Wildcard("50%\\@"))).containsExactly("3");
        assertThat(callers(new NumberPattern.Wildcard("@"))).hasSize(5);
        assertThat(callers(range("1001", "1002"))).containsExactly("1");
        assertThat(callers(range("0", "0"))).containsExactly("2", "3", "4", "5");
        assertThat(callers(range("5", "1"))).isEmpty();
        assertThat(callers()).isEmpty();
    }

    @Test
    void readsDigitsOfAnyLengthAsANumber() {
        String endless = "9".repeat(140_000);
        room.keep(
                leg(1).with(Field.SRC, "00000000000000000000017").build(),
                leg(2).with(Field.SRC, "99999999999999999999999999").build(),
                leg(3).with(Field.SRC, endless).build());

        assertThat(callers(range("17", "17"))).containsExactly("1");
        assertThat(callers(range("18", "99999999999999999999999999"))).containsExactly("2");
        assertThat(callers(new NumberPattern.Range(BigInteger.ZERO, new BigInteger("9".repeat(3_000)))))
                .containsExactly("1", "2");
    }

    private static NumberPattern range(String low, String high) {
        return new NumberPattern.Range(new BigInteger(low), new BigInteger(high));
    }

    private List<String> callers(NumberPattern... patterns) {
        return room.acctIds(new LegQuery(all(SITE).sites(), List.of(patterns), null, null, null, null, false), 0, 10);
    }

    @Test
    void matchesAnsweredByOnDstanswerOrElseOnTheChannelsExtension() {
        room.keep(
                leg(1, 1).with(Field.DSTCHANNEL_EXT, "1005").build(),
                leg(2, 2)
                        .with(Field.DSTCHANNEL_EXT, "1005")
                        .with(Field.DSTANSWER, "")
                        .build(),
                leg(2, 3)
                        .with(Field.DSTCHANNEL_EXT, "6400")
                        .with(Field.DSTANSWER, "1005")
                        .build());
        LegQuery query = new LegQuery(
                all(SITE).sites(), null, null, List.of(new NumberPattern.Exact("1005")), null, null, false);

        assertThat(room.acctIds(query, 0, 10)).containsExactly("1", "3");
    }

    @Test
    void putsACallWhereItsLegWithTheLowestAcctIdStands() {
        room.keep(
                leg(1).session("s1").start("2026-03-02T09:00:10").build(),
                leg(3).session("s1").start("2026-03-02T09:00:00").build(),
                leg(2).session("s2").start("2026-03-02T09:00:05").build());

        assertThat(room.acctIds(calls(SITE), 0, 10)).containsExactly("2", "1+3");
        assertThat(room.acctIds(calls(SITE), 1, 10)).containsExactly("1+3");
        assertThat(room.acctIds(calls(SITE), 0, 1)).containsExactly("2");
    }

    @Test
    void leavesLegsThatDoNotMatchOutOfTheirCall() {
        room.keep(
                leg(1).session("s1").billableSeconds(0).build(),
                leg(2).session("s1")
                        .billableSeconds(5)
                        .start("2026-03-02T09:00:07")
                        .build(),
                leg(3).session("s1")
                        .billableSeconds(6)
                        .start("2026-03-02T09:00:03")
                        .build(),
                leg(4).session("s2")
                        .billableSeconds(5)
                        .start("2026-03-02T09:00:05")
                        .build());
        LegQuery query = new LegQuery(all(SITE).sites(), null, null, null, 1L, null, true);

        assertThat(room.acctIds(query, 0, 10)).containsExactly("4", "2+3");
    }

    @Test
    void keepsACallTogetherDuringWhichTheClockJumped() {
        room.keep(leg(2).session("1772463600123-1001")
                .start("2026-03-02T09:00:00")
                .build());
        assertThat(room.acctIds(calls(SITE), 0, 1)).containsExactly("2");

        room.keep(leg(1).session("1772463600123-1001")
                .start("2000-01-01T00:00:07")
                .build());

        assertThat(room.acctIds(calls(SITE), 1, 10)).isEmpty();
        assertThat(room.acctIds(calls(SITE), 0, 10)).containsExactly("1+2");
    }

    @Test
    void keepsCallsOfTwoSitesApartAlthoughTheirSessionsAreEqual() {
        room.keep(leg(1).session("s1").build());
        room.keepOther(leg(1).session("s1").build());

        assertThat(room.acctIds(calls(SITE, OTHER), 0, 10)).containsExactly("1", "1");
    }

    @Test
    void countsOffsetsAgainWhenALegLandsInFrontOfARememberedPlace() {
        room.keep(at(1, "09:00:00"), at(2, "10:00:00"), at(3, "11:00:00"), at(4, "12:00:00"));
        assertThat(room.acctIds(all(SITE), 0, 1)).containsExactly("1");
        assertThat(room.acctIds(all(SITE), 1, 1)).containsExactly("2");

        room.keep(at(5, "09:30:00"));

        assertThat(room.acctIds(all(SITE), 2, 1)).containsExactly("2");
        assertThat(room.acctIds(all(SITE), 3, 10)).containsExactly("3", "4");
    }

    @Test
    void countsOffsetsAgainWhenAnotherReplicaStoredALeg() {
        room.keep(at(1, "09:00:00"), at(2, "10:00:00"), at(3, "11:00:00"));
        room.acctIds(all(SITE), 0, 2);

        try (var replica = new DatabaseStore(room.database, StoreRoom.CLOCK)) {
            replica.intake().keep(room.hold, List.of(at(4, "08:00:00")), List.of(), null);
        }

        assertThat(room.acctIds(all(SITE), 2, 10)).containsExactly("2", "3");
    }

    @Test
    void countsOffsetsAgainWhenALegInFrontNoLongerMatches() {
        room.keep(leg(1).billableSeconds(9).build(), leg(2).billableSeconds(9).build(), leg(3).build());
        LegQuery query = new LegQuery(all(SITE).sites(), null, null, null, 5L, null, false);
        room.acctIds(query, 0, 2);

        room.keep(leg(1).billableSeconds(0).build());

        assertThat(room.acctIds(query, 2, 10)).isEmpty();
        assertThat(room.acctIds(query, 1, 10)).containsExactly("3");
    }

    @Test
    void countsOffsetsAgainWhenALegInFrontReadsLaterThanBefore() {
        room.keep(at(1, "09:00:00"), at(2, "10:00:00"));
        assertThat(room.acctIds(all(SITE), 0, 1)).containsExactly("1");

        room.keep(leg(1).zone("America/Chicago").start("2026-03-02T09:00:00").build());

        assertThat(room.acctIds(all(SITE), 1, 1)).containsExactly("1");
        assertThat(room.acctIds(all(SITE), 0, 1)).containsExactly("2");
    }

    @Test
    void countsCallsAgainWhenALaterLegMovesACallBehindARememberedPlace() {
        room.keep(
                leg(5).session("s1").start("2026-03-02T09:00:00").build(),
                leg(6).session("s2").start("2026-03-02T09:00:05").build());
        assertThat(room.acctIds(calls(SITE), 0, 1)).containsExactly("5");

        room.keep(leg(4).session("s1").start("2026-03-02T09:00:10").build());

        assertThat(room.acctIds(calls(SITE), 1, 1)).containsExactly("4+5");
        assertThat(room.acctIds(calls(SITE), 0, 1)).containsExactly("6");
    }

    @Test
    void anEndThatMovesWithTheClientsClockChangesNoOffset() {
        room.keep(
                leg(5).session("s1").zone("UTC").start("2026-03-02T09:00:00").build(),
                leg(4).session("s1").zone("UTC").start("2026-03-02T11:00:00").build(),
                leg(6).session("s2").zone("UTC").start("2026-03-02T10:00:00").build());

        assertThat(callsUntil("2026-03-02T10:30:00Z", 0)).containsExactly("5");
        assertThat(callsUntil("2026-03-02T10:30:01Z", 1)).containsExactly("6");
        assertThat(callsUntil("2026-03-02T12:00:00Z", 0)).containsExactly("6");
        assertThat(callsUntil("2026-03-02T12:00:01Z", 1)).containsExactly("4+5");
        assertThat(callsUntil("2026-03-02T12:00:02Z", 2)).isEmpty();
        assertThat(callsUntil("+100000000-01-01T00:00:00Z", 1)).containsExactly("4+5");
        assertThat(callsUntil("-100000000-01-01T00:00:00Z", 0)).isEmpty();
    }

    private List<String> callsUntil(String end, int offset) {
        LegQuery query = new LegQuery(
                List.of(new SiteBounds(SITE, null, Instant.parse(end))), null, null, null, null, null, true);
        return room.acctIds(query, offset, 1);
    }

    @Test
    void findsWhatLandedBehindTheLastPage() {
        room.keep(at(1, "09:00:00"));
        assertThat(room.acctIds(all(SITE), 0, 10)).containsExactly("1");
        assertThat(room.acctIds(all(SITE), 1, 10)).isEmpty();

        room.keep(at(2, "10:00:00"));

        assertThat(room.acctIds(all(SITE), 1, 10)).containsExactly("2");
    }

    @Test
    void givesTheSinksFailureOn() {
        room.keep(leg(1).build());
        IOException gone = new IOException("the client went away");

        assertThatThrownBy(() -> room.legs.page(all(SITE), 0, 10, item -> {
                    throw gone;
                }))
                .isSameAs(gone);
    }
}
