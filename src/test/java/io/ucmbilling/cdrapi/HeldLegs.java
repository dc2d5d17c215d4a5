package io.ucmbilling.cdrapi;

import io.ucmbilling.store.serving.LegQuery;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.serving.QueryClient;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Legs that are given when they are let. */
final class HeldLegs implements Legs {
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch let = new CountDownLatch(1);
    private final Legs legs;

    HeldLegs(Legs legs) {
        this.legs = legs;
    }

    void awaitAsked() {
        await(asked);
    }

    void goOn() {
        let.countDown();
    }

    @Override
    public void page(LegQuery query, long offset, int limit, ItemSink sink) throws IOException {
        asked.countDown();
        await(let);
        legs.page(query, offset, limit, sink);
    }

    @Override
    public Optional<String> recordFiles(Collection<String> sites, long acctId, QueryClient client) throws IOException {
        return legs.recordFiles(sites, acctId, client);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nothing came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
