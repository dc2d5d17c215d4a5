package io.ucmbilling.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.store.CountedStatements;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.database.Locks.Held;
import io.ucmbilling.testing.database.Database;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two replicas at one table of locks; beats come when the test says so. */
class LeasedLocksIT {
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final int SITES = 1_000;
    private static final List<String> NAMES =
            IntStream.range(0, SITES).mapToObj(i -> "site-" + i).toList();

    private final Database database = Database.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final CountedStatements statements = new CountedStatements(database.dataSource());
    private final LeasedLocks one = replica(LEASE);
    private final LeasedLocks other = replica(LEASE);

    private LeasedLocks replica(Duration lease) {
        return new LeasedLocks(statements, lease, StoreRoom.CLOCK);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        database.close();
    }

    private static Held taken(Locks locks, String name) {
        return locks.take(name).orElseThrow();
    }

    private void runOut(String name) {
        jdbc.sql("UPDATE shedlock SET lock_until = timezone('utc', now()) - interval '1 second' WHERE name = ?")
                .param(name)
                .update();
    }

    private LocalDateTime until(String name) {
        return jdbc.sql("SELECT lock_until FROM shedlock WHERE name = ?")
                .param(name)
                .query(LocalDateTime.class)
                .single();
    }

    @Test
    void aLockIsHeldByOneReplicaUntilItIsGivenBackAndFoundFree() {
        Held held = taken(one, "a");
        assertThat(other.take("a")).isEmpty();
        other.beat();
        assertThat(other.isHeldElsewhere("a")).isTrue();
        held.close();
        assertThat(other.take("a")).isEmpty();
        other.beat();
        assertThat(taken(other, "a").isHeld()).isTrue();
    }

    @Test
    void aBeatRenewsWhatIsHeld() {
        Held held = taken(one, "a");
        LocalDateTime before = until("a");
        one.beat();
        assertThat(until("a")).isAfter(before);
        assertThat(held.isHeld()).isTrue();
    }

    @Test
    void theLockOfADeadReplicaIsFoundFreeOnceItRanOut() {
        LeasedLocks dead = replica(Duration.ofSeconds(1));
        taken(dead, "a");
        assertThat(other.take("a")).isEmpty();
        await().untilAsserted(() -> {
            other.beat();
            assertThat(other.take("a")).isPresent();
        });
        dead.close();
    }

    @Test
    void aLockThatRanOutIsLost() {
        Held held = taken(one, "a");
        runOut("a");
        one.beat();
        assertThat(held.isHeld()).isFalse();
    }

    @Test
    void whatWasLostIsNeitherRenewedNorGivenBackForItsNewHolder() {
        Held lost = taken(one, "a");
        runOut("a");
        Held held = taken(other, "a");
        LocalDateTime until = until("a");
        one.beat();
        lost.close();
        assertThat(until("a")).isEqualTo(until);
        other.beat();
        assertThat(held.isHeld()).isTrue();
    }

    @Test
    void aLockGivenBackIsNotRenewed() {
        taken(one, "b");
        taken(one, "a").close();
        one.beat();
        assertThat(other.take("a")).isPresent();
        assertThat(other.take("b")).isEmpty();
    }

    /** Those of this release: an older one does not say that it knows of sums by part. */
    private int known() {
        return jdbc.sql("SELECT count(*) FROM replica WHERE knows_parts")
                .query(Integer.class)
                .single();
    }

    private List<String> preferredBy(LeasedLocks replica) {
        return NAMES.stream().filter(replica::isPreferred).toList();
    }

    /** Which replica is to have a lock is the same to both, and each lock is one's. */
    private void assertSpread() {
        List<String> both = new ArrayList<>(preferredBy(one));
        both.addAll(preferredBy(other));
        assertThat(both).containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(preferredBy(one)).hasSizeBetween(SITES / 3, SITES * 2 / 3);
    }

    @Test
    void aReplicaThatComesIsKnownToTheOthersABeatLater() {
        assertThat(preferredBy(one)).isEmpty();
        one.join();
        assertThat(preferredBy(one)).hasSize(SITES);
        other.join();
        one.beat();
        assertThat(one.liveReplicas()).isEqualTo(2);
        assertSpread();
    }

    @Test
    void whatAReplicaHadThatLeavesIsTheOthersABeatLater() {
        one.join();
        other.join();
        one.beat();
        other.leave();
        assertThat(preferredBy(other)).isEmpty();
        one.beat();
        assertThat(preferredBy(one)).hasSize(SITES);
        other.beat();
        assertThat(known()).isEqualTo(1);
    }

    @Test
    void whatADeadReplicaHadIsTheOthersOnceItsLeaseRanOut() {
        LeasedLocks dead = replica(Duration.ofSeconds(1));
        dead.join();
        one.join();
        assertThat(one.liveReplicas()).isEqualTo(2);
        await().untilAsserted(() -> {
            one.beat();
            assertThat(preferredBy(one)).hasSize(SITES);
        });
        dead.close();
    }

    @Test
    void forgetsThoseThatDiedLongAgo() {
        jdbc.sql("INSERT INTO replica VALUES ('long ago', now() - interval '2 hours')")
                .update();
        one.join();
        assertThat(known()).isEqualTo(1);
    }

    @Test
    void aReplicaThatStopsGivesEverythingBackAtOnce() {
        one.join();
        taken(one, "a");
        taken(one, "b");
        one.close();
        assertThat(other.take("a")).isPresent();
        assertThat(other.take("b")).isPresent();
        assertThat(known()).isZero();
    }

    @Test
    void aThousandSitesCostLessThanAStatementASecond() {
        List<String> names = NAMES;
        one.join();
        other.join();
        List<Held> held = names.stream().map(name -> taken(one, name)).toList();
        names.forEach(name -> assertThat(other.take(name)).isEmpty());
        statements.taken();
        for (Duration time = Duration.ZERO; time.toSeconds() < 60; time = time.plus(one.pause())) {
            one.beat();
            other.beat();
            names.forEach(name -> assertThat(other.take(name)).isEmpty());
        }
        assertThat(statements.taken()).isLessThanOrEqualTo(60);
        assertThat(held).allMatch(Held::isHeld);
    }

    @Test
    void idleReplicasAskNothing() {
        taken(one, "a").close();
        statements.taken();
        one.beat();
        assertThat(statements.taken()).isZero();
    }
}
