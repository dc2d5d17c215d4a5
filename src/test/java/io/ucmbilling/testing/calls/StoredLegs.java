package io.ucmbilling.testing.calls;

import static org.awaitility.Awaitility.await;

import io.ucmbilling.collection.Replica;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Legs that a test stores in a gateway, of which the gateway makes calls. */
public final class StoredLegs {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Replica replica;
    private final LegIntake intake;
    private final Map<String, Hold> holds = new TreeMap<>();

    public StoredLegs(Replica replica) {
        this.replica = replica;
        this.intake = replica.bean(LegIntake.class);
    }

    /** Begins with a site. Its PBX stands in Chicago, and dials as in the US. */
    public StoredLegs of(String site) {
        Sites sites = replica.bean(Sites.class);
        sites.register(site, LocalDate.of(2024, 1, 1));
        sites.configured(site, ZoneId.of("America/Chicago"), "US");
        holds.put(site, sites.take(site).hold());
        return this;
    }

    /** Stores legs in one commit. */
    public void keep(String site, List<ReadLeg> legs) {
        intake.keep(Objects.requireNonNull(holds.get(site)), legs, List.of(), null);
    }

    public void keep(String site, ReadLeg... legs) {
        keep(site, List.of(legs));
    }

    /** Waits until the calls of all legs are made. */
    public void follow() {
        await().atMost(PATIENCE).until(() -> number("SELECT count(*) FROM stale_call") == 0);
    }

    public long number(String sql) {
        return replica.bean(Transactions.class)
                .client()
                .sql(sql)
                .query(Long.class)
                .single();
    }
}
