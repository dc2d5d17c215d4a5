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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The feed as it is read (rule B3). */
class FeedIT {
    private static final List<String> BOTH = List.of(StoreRoom.SITE, StoreRoom.OTHER);

    private final CallRoom room = new CallRoom();
    private final Feed feed = new Feed(room.store.store.bean(Transactions.class));

    @AfterEach
    void close() {
        room.close();
    }

    private List<Integer> versions(long after, List<String> sites, int most) {
        return feed.after(after, sites, most).stream().map(StoredCall::version).toList();
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

        List<StoredCall> changes = feed.after(0, BOTH, 10_000);
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
    void goesOnBehindAPlace() {
        room.store.keep(leg(1).build(), leg(2).build());
        room.follow();
        room.store.keep(leg(1).with(Field.AMAFLAGS, "X").build());
        room.follow();

        assertThat(versions(0, BOTH, 10)).containsExactly(1, 2);
        assertThat(versions(0, BOTH, 1)).containsExactly(1);
        assertThat(versions(2, BOTH, 10)).containsExactly(2);
        assertThat(versions(feed.end().place(), BOTH, 10)).isEmpty();
    }

    @Test
    void showsTheSitesThatAreAskedForAlone() {
        room.store.keep(leg(1).build());
        room.store.keepOther(leg(2).build());
        room.follow();

        assertThat(feed.after(0, List.of(StoreRoom.OTHER), 10))
                .extracting(StoredCall::site)
                .containsExactly(StoreRoom.OTHER);
    }

    @Test
    void tellsOfACallThatIsGone() {
        room.store.keep(leg(1).build());
        room.follow();
        room.store.jdbc.sql("DELETE FROM leg").update();
        room.readAllLegsOnceMore();
        room.store
                .jdbc
                .sql("INSERT INTO stale_call (commit_number, site, session) SELECT 0, site, key FROM call")
                .update();
        room.follow();

        assertThat(feed.after(0, BOTH, 10)).singleElement().satisfies(change -> {
            assertThat(change.call()).isNull();
            assertThat(change.version()).isEqualTo(2);
        });
    }

    @Test
    void knowsItsPositions() {
        assertThat(feed.knows(feed.end())).isTrue();
        room.store.keep(leg(1).build());
        room.follow();
        FeedPosition end = feed.end();
        room.store.keep(leg(2).build());
        room.follow();

        assertThat(feed.knows(end)).isTrue();
        assertThat(feed.knows(feed.end())).isTrue();
        assertThat(feed.knows(new FeedPosition(0, 0))).isTrue();
        assertThat(feed.knows(new FeedPosition(end.place(), end.mark() + 1))).isFalse();
        assertThat(feed.knows(new FeedPosition(end.place() + 100, end.mark()))).isFalse();
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
        assertThat(feed.knows(lost)).isFalse();
        assertThat(feed.knows(before)).isTrue();
    }

    private void follow(CallTransactions transactions) {
        assertThat(transactions.next(room.lease.hold().orElseThrow())).isTrue();
    }
}
