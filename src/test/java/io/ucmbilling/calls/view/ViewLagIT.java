package io.ucmbilling.calls.view;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.database.Transactions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Billing contract C9 and B5: the view says by how much it lags. */
class ViewLagIT {
    private final CallRoom room = new CallRoom();
    private final ViewLag lag = new ViewLag(room.store.store.bean(Transactions.class));

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void isTheAgeOfTheOldestLegsThatNoCallShows() {
        room.store.keep(leg(1).build());
        room.store.keep(leg(2).build());
        room.store
                .jdbc
                .sql("UPDATE stale_call SET stale_since = stale_since - interval '90 s' WHERE number = (SELECT"
                        + " min(number) FROM stale_call)")
                .update();

        assertThat(lag.now()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(300));
    }

    @Test
    void isZeroIfAllIsShown() {
        room.store.keep(leg(1).build());
        room.follow();

        assertThat(lag.now()).isZero();
        assertThat(lag.unfinished()).isEmpty();
    }

    @Test
    void tellsWhichSitesAreStillLookedAt() {
        room.store
                .jdbc
                .sql("INSERT INTO call_backfill SELECT id, '-infinity' FROM site WHERE name = ?")
                .param(StoreRoom.SITE)
                .update();

        assertThat(lag.unfinished()).containsExactly(StoreRoom.SITE);
    }
}
