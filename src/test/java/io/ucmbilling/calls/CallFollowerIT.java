package io.ucmbilling.calls;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.calls.table.CallTransactions;
import io.ucmbilling.calls.table.FollowerLease;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.intake.StaleCallSignal;
import io.ucmbilling.testing.database.DatabaseStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The follower on its thread: woken at once in its own process, soon in others, and taken over when its replica dies. */
class CallFollowerIT {
    /** How soon it is in quiet times is told by WaitingFollowersIT. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StoreRoom room = new StoreRoom();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable open : opened) {
            open.close();
        }
        room.close();
    }

    /** Starts the follower of a replica. */
    private void follower(DatabaseStore store) {
        AnnotationConfigApplicationContext replica = replica(store);
        CallFollower follower = new CallFollower(
                replica.getBean(FollowerLease.class),
                replica.getBean(CallTransactions.class),
                store.bean(StaleCallSignal.class));
        opened.addFirst(replica);
        opened.addFirst(follower::stop);
        follower.start();
    }

    private static AnnotationConfigApplicationContext replica(DatabaseStore store) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        store.lend(context.getBeanFactory());
        context.register(CallTransactions.class, FollowerLease.class);
        context.refresh();
        return context;
    }

    private long calls() {
        return room.jdbc.sql("SELECT count(*) FROM call").query(Long.class).single();
    }

    @Test
    void makesCallsOfLegsThatAreStored() {
        follower(room.store);
        room.keep(leg(1).build());
        await().atMost(PATIENCE).until(() -> calls() == 1);
        room.keep(leg(2).build());
        await().atMost(PATIENCE).until(() -> calls() == 2);
    }

    @Test
    void makesCallsOfLegsThatAnotherReplicaStored() {
        DatabaseStore other = new DatabaseStore(room.database, StoreRoom.CLOCK);
        opened.add(other);
        follower(other);
        room.keep(leg(1).build());

        await().atMost(PATIENCE).until(() -> calls() == 1);
    }

    @Test
    void goesOnWithinTenSecondsAfterAReplicaDied() {
        try (AnnotationConfigApplicationContext dead = replica(room.store)) {
            room.keep(leg(1).build());
            assertThat(dead.getBean(FollowerLease.class).hold()).isPresent();
            follower(room.store);

            await().atMost(Duration.ofSeconds(10)).until(() -> calls() == 1);
        }
    }

    @Test
    void givesItsWorkToAnotherReplicaWhenItStops() throws Exception {
        follower(room.store);
        room.keep(leg(1).build());
        await().atMost(PATIENCE).until(() -> calls() == 1);
        opened.removeFirst().close();
        follower(room.store);
        room.keep(leg(2).build());

        await().atMost(PATIENCE).until(() -> calls() == 2);
    }
}
