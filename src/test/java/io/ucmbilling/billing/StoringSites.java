package io.ucmbilling.billing;

import io.ucmbilling.calls.table.LegDraft;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.database.DatabaseStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;

/**
 * Sites whose legs are stored side by side, each on a thread of its own, by the way in of the collection. A page that was not stored is
 * stored again, as the collection does it.
 */
final class StoringSites implements AutoCloseable {
    private final DatabaseStore store;
    private final LegIntake intake;
    private final Map<String, StoringSite> sites = new TreeMap<>();

    private record StoringSite(Hold hold, Random random, List<List<ReadLeg>> pages, ExecutorService thread) {}

    StoringSites(Database database, List<String> ids, long seed) {
        this.store = new DatabaseStore(database, new SettableClock(RestGateway.NOW));
        this.intake = store.intake();
        for (String id : ids) {
            store.sites().register(id, LocalDate.of(2024, 12, 1));
            store.sites().configured(id, ZoneId.of("America/Chicago"), "US");
            sites.put(
                    id,
                    new StoringSite(
                            store.sites().take(id).hold(),
                            new Random(seed + sites.size()),
                            new ArrayList<>(),
                            Executors.newSingleThreadExecutor()));
        }
    }

    private StoringSite site(String id) {
        return Objects.requireNonNull(sites.get(id));
    }

    /** Stores so many pages of each site, with some of those legs, as they are or otherwise. Returns when each site's are. */
    Map<String, CompletableFuture<Void>> store(int pages, List<LegDraft> drafts) {
        return onEach(id -> {
            for (int i = 0; i < pages; i++) {
                List<ReadLeg> page = page(site(id).random(), drafts);
                site(id).pages().add(page);
                keep(id, page);
            }
        });
    }

    private Map<String, CompletableFuture<Void>> onEach(Consumer<String> work) {
        return sites.keySet().stream()
                .collect(Collectors.toMap(
                        id -> id, id -> CompletableFuture.runAsync(() -> work.accept(id), site(id).thread())));
    }

    private static List<ReadLeg> page(Random random, List<LegDraft> drafts) {
        List<ReadLeg> page = new ArrayList<>();
        for (int leg = random.nextInt(5); leg >= 0; leg--) {
            LegDraft draft = drafts.get(random.nextInt(drafts.size()));
            page.add(random.nextInt(3) == 0 ? draft.corrected(random) : draft.read());
        }
        return page;
    }

    private void keep(String id, List<ReadLeg> page) {
        while (true) {
            try {
                intake.keep(site(id).hold(), page, List.of(), null);
                return;
            } catch (DataAccessException e) {
                // Again: as long as there is no database, the pool waits for it.
            }
        }
    }

    /** Stores every page of each site once more, in the same order. */
    Map<String, CompletableFuture<Void>> storeAllAgain() {
        return onEach(id -> site(id).pages().forEach(page -> keep(id, page)));
    }

    /** Stores a leg of a site, and then its correction in a transaction that stays open until it is let go. */
    CompletableFuture<Void> hold(String id, LegDraft draft, CountDownLatch held, CountDownLatch letGo) {
        Transactions transactions = store.bean(Transactions.class);
        keep(id, List.of(draft.read()));
        return CompletableFuture.runAsync(
                () -> transactions.writing(connection -> {
                    intake.keep(site(id).hold(), List.of(draft.corrected(site(id).random())), List.of(), null);
                    try (var statement = connection.createStatement()) {
                        statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
                        held.countDown();
                        letGo.await();
                        return statement.execute("SELECT 1");
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }),
                site(id).thread());
    }

    @Override
    public void close() {
        sites.values().forEach(site -> site.thread().shutdownNow());
        store.close();
    }
}
