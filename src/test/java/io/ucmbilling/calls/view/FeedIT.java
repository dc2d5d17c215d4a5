package io.ucmbilling.calls.view;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.call.BilledLegs;
import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallAssembly;
import io.ucmbilling.calls.call.PbxSetting;
import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.calls.table.CallTransactions;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.Samples;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed as it is read (rule B3). */
class FeedIT {
    private static final List<String> BOTH = List.of(StoreRoom.SITE, StoreRoom.OTHER);

    private static final FeedPosition BEGINNING = new FeedPosition(0, 0);

    private final CallRoom room = new CallRoom();
    private final Feed feed = new Feed(room.store.store.bean(Transactions.class));

    @AfterEach
    void close() {
        room.close();
    }

    private FeedPage page(FeedPosition after, List<String> sites, int most) {
        return feed.after(after, sites, most).orElseThrow();
    }

    private List<Integer> versions(FeedPosition after, List<String> sites, int most) {
        return page(after, sites, most).changes().stream()
                .map(change -> change.call().version())
                .toList();
    }

    private static List<StoredCall> calls(FeedPage page) {
        return page.changes().stream().map(FeedChange::call).toList();
    }

    /** Law: what was written is read back as it was made. */
    @Test
    void givesCallsBackAsTheyWereMade() throws Exception {
        room.store.sites.configured(StoreRoom.SITE, ZoneId.of("UTC"), "US");
        Map<String, List<BilledLeg>> legs = new LinkedHashMap<>();
        for (Samples.Sample sample : Samples.withLegs().toList()) {
            if (sample.format() == Format.JSON && !sample.name().contains("/nested-")) {
                keep(sample, legs);
            }
        }
        room.follow();

        List<StoredCall> changes = calls(page(BEGINNING, BOTH, 10_000));
        assertThat(changes).hasSizeGreaterThan(150);
        for (StoredCall change : changes) {
            Call call = Objects.requireNonNull(change.call());
            List<BilledLeg> made = Objects.requireNonNull(legs.get(call.session()));
            assertThat(call)
                    .isEqualTo(CallAssembly.of(made, commit -> new PbxSetting(ZoneId.of("UTC"), "US"), List.of()));
        }
    }

    private void keep(Samples.Sample sample, Map<String, List<BilledLeg>> legs) throws Exception {
        LegReader reader = new LegReader(new PbxProfile(sample.zoneId(), sample.model(), Map.of()));
        List<ReadLeg> page = new ArrayList<>();
        for (var entry : sample.page().entries()) {
            CdrRecord record = (CdrRecord) entry;
            ReadLeg read = new ReadLeg(record, reader.read(record));
            List<BilledLeg> call = legs.computeIfAbsent(read.leg().session(), session -> new ArrayList<>());
            if (call.stream().noneMatch(leg -> leg.raw().equals(record))) {
                call.add(BilledLegs.of(call.size(), 1, read));
            }
            page.add(read);
        }
        room.store.keep(page);
    }

    @Test
    void goesOnBehindAPosition() {
        room.store.keep(leg(1).build(), leg(2).build());
        room.follow();
        room.store.keep(leg(1).with(Field.AMAFLAGS, "X").build());
        room.follow();
        FeedPage first = page(BEGINNING, BOTH, 1);

        assertThat(versions(BEGINNING, BOTH, 10)).containsExactly(1, 2);
        assertThat(versions(BEGINNING, BOTH, 1)).containsExactly(1);
        assertThat(first.more()).isTrue();
        assertThat(versions(first.next(), BOTH, 10)).containsExactly(2);
        assertThat(page(first.next(), BOTH, 1).more()).isFalse();
        assertThat(versions(feed.end(), BOTH, 10)).isEmpty();
    }

    @Test
    void showsTheSitesThatAreAskedForAlone() {
        room.store.keep(leg(1).build());
        room.store.keepOther(leg(2).build());
        room.follow();

        assertThat(calls(page(BEGINNING, List.of(StoreRoom.OTHER), 10)))
                .extracting(StoredCall::site)
                .containsExactly(StoreRoom.OTHER);
        assertThat(feed.after(BEGINNING, null, 10).orElseThrow().changes()).hasSize(2);
        assertThat(page(BEGINNING, List.of(), 10).changes()).isEmpty();
    }

    /** A reader who sees nothing goes on at the end, and reads nothing of it twice. */
    @Test
    void goesOnAtTheEndIfThereIsNothingToBeSeen() {
        room.store.keep(leg(1).build(), leg(2).build());
        room.follow();
        FeedPage page = page(BEGINNING, List.of(StoreRoom.OTHER), 10);

        assertThat(page.changes()).isEmpty();
        assertThat(page.more()).isFalse();
        assertThat(page.next()).isEqualTo(feed.end());
    }

    /** Far behind changes of others, which are passed over by the index on site and place. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10})
    void findsTheChangesOfAQuietSite(int most) {
        for (int first = 1; first < 400; first += 150) {
            room.store.keep(IntStream.range(first, first + 149)
                    .mapToObj(acctId -> leg(acctId).build())
                    .toList());
            room.store.keepOther(leg(first + 149).build());
        }
        room.follow();
        room.store.jdbc.sql("DELETE FROM leg WHERE acct_id IN (300, 310)").update();
        stale("1772463600310-1001");
        room.follow();
        stale("1772463600300-1001");
        room.follow();

        assertThat(walk(List.of(StoreRoom.OTHER), most)).containsExactly(150L, 450L, 452L);
        assertThat(walk(List.of(StoreRoom.SITE), most)).hasSize(447).endsWith(451L);
        assertThat(walk(null, most)).hasSize(450).isSorted();
    }

    private void stale(String session) {
        room.store
                .jdbc
                .sql("INSERT INTO stale_call (commit_number, site, session) SELECT 0, site, key FROM call WHERE key"
                        + " = ?")
                .param(session)
                .update();
    }

    /** Follows to the end, and returns the places that were met. */
    private List<Long> walk(@Nullable List<String> sites, int most) {
        List<Long> places = new ArrayList<>();
        FeedPage page = feed.after(BEGINNING, sites, most).orElseThrow();
        calls(page).forEach(call -> places.add(call.place()));
        while (page.more()) {
            page = feed.after(page.next(), sites, most).orElseThrow();
            assertThat(page.changes()).as("more was told").isNotEmpty();
            calls(page).forEach(call -> places.add(call.place()));
        }
        assertThat(page.next()).isEqualTo(feed.end());
        return places;
    }

    /** Page of calls with very many legs: it ends early, and says so. */
    @Test
    void endsAPageEarlyBehindVeryManyLegs() {
        room.store.keep(leg(1).build(), leg(2).build(), leg(3).build());
        room.follow();
        room.store.jdbc.sql("UPDATE call SET legs = 15000").update();

        FeedPage page = page(BEGINNING, BOTH, 10);
        assertThat(page.changes()).hasSize(2);
        assertThat(page.more()).isTrue();
        assertThat(versions(page.next(), BOTH, 10)).hasSize(1);
    }

    @Test
    void tellsWhichSitesHaveChanged() {
        room.store.keep(leg(1).build());
        room.follow();
        room.store.keepOther(leg(2).build());
        room.follow();

        assertThat(feed.sites(0, 1)).contains(Set.of(StoreRoom.SITE));
        assertThat(feed.sites(1, 2)).contains(Set.of(StoreRoom.OTHER));
        assertThat(feed.sites(2, 2)).contains(Set.of());
        assertThat(feed.sites(0, 100_000)).isEmpty();
    }

    @Test
    void tellsOfACallThatIsGone() {
        room.store.keep(leg(1).build());
        room.follow();
        room.store.jdbc.sql("DELETE FROM leg").update();
        room.readAllLegsOnceMore();
        stale("17724636001-1001");
        room.follow();

        assertThat(calls(page(BEGINNING, BOTH, 10))).singleElement().satisfies(change -> {
            assertThat(change.call()).isNull();
            assertThat(change.version()).isEqualTo(2);
        });
    }

    @Test
    void knowsItsPositions() {
        assertThat(knows(feed.end())).isTrue();
        room.store.keep(leg(1).build());
        room.follow();
        FeedPosition end = feed.end();
        room.store.keep(leg(2).build());
        room.follow();

        assertThat(knows(end)).isTrue();
        assertThat(knows(feed.end())).isTrue();
        assertThat(knows(BEGINNING)).isTrue();
        assertThat(knows(new FeedPosition(end.place(), end.mark() + 1))).isFalse();
        assertThat(knows(new FeedPosition(end.place() + 100, end.mark()))).isFalse();
    }

    private boolean knows(FeedPosition position) {
        return feed.after(position, BOTH, 1).isPresent();
    }

    /** A database restored from a backup gives out the same places again: positions of the lost future are not known. */
    @Test
    void doesNotKnowPositionsOfALostFuture() {
        CallTransactions transactions = room.transactions();
        room.store.keep(leg(1).build());
        follow(transactions);
        FeedPosition before = feed.end();
        room.store.keep(leg(2).build());
        follow(transactions);
        FeedPosition lost = feed.end();
        room.store
                .jdbc
                .sql("DELETE FROM call WHERE place > ?")
                .param(before.place())
                .update();
        room.store
                .jdbc
                .sql("UPDATE call_follower SET place = ?")
                .param(before.place())
                .update();
        room.store.keep(leg(3).build());
        follow(transactions);

        assertThat(feed.end().place()).isEqualTo(lost.place());
        assertThat(knows(lost)).isFalse();
        assertThat(knows(before)).isTrue();
    }

    private void follow(CallTransactions transactions) {
        long fence = room.lease.hold().orElseThrow();
        assertThat(transactions.next(fence)).isTrue();
        assertThat(transactions.next(fence)).isFalse();
    }
}
