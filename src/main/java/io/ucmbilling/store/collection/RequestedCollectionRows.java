package io.ucmbilling.store.collection;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.store.collection.RequestedCollection.CollectionFault;
import io.ucmbilling.store.collection.RequestedCollection.CollectionState;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteRows;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Requested collections, in PostgreSQL. Requests are taken one after the other, over all replicas, by a lock that lasts as long as
 * their transaction: so a key is given once, and no queue grows beyond its bound.
 */
@Component
final class RequestedCollectionRows implements RequestedCollections {
    private static final long REQUEST_LOCK = 7_305_529_310_482_266_117L;
    private static final int MOST_OF_A_SITE = 10;
    private static final int MOST_OF_ALL = 1_000;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int LONGEST_MESSAGE = 1_000;
    private static final String SELECT =
            "SELECT c.*, s.name FROM requested_collection AS c JOIN site AS s ON s.id = c.site WHERE ";
    private static final String WAITING = "c.state IN ('QUEUED', 'RUNNING')";

    private final Transactions transactions;
    private final SiteRows sites;
    private final JdbcClient client;

    RequestedCollectionRows(Transactions transactions, SiteRows sites) {
        this.transactions = transactions;
        this.sites = sites;
        this.client = transactions.client();
    }

    @Override
    public RequestOutcome request(CollectionRequest request) {
        return transactions.writing(connection -> {
            client.sql("SELECT " + Transactions.END_WITH_CLIENT + " FROM pg_advisory_xact_lock(:lock)")
                    .param("lock", REQUEST_LOCK)
                    .query()
                    .listOfRows();
            client.sql("DELETE FROM requested_collection WHERE changed_at < :then")
                    .param("then", Timestamps.atOrBefore(request.at().minus(KEPT)))
                    .update();
            Optional<RequestedCollection> known = named(request);
            return known.isPresent() ? again(known.get(), request) : fresh(request);
        });
    }

    private Optional<RequestedCollection> named(CollectionRequest request) {
        return request.key() == null
                ? Optional.empty()
                : client.sql(SELECT + "c.client = :client AND c.idempotency_key = :key")
                        .param("client", request.client())
                        .param("key", request.key())
                        .query(RequestedCollectionRow::read)
                        .optional();
    }

    private static RequestOutcome again(RequestedCollection known, CollectionRequest request) {
        boolean same = known.site().equals(request.site())
                && known.from().equals(request.from())
                && known.to().equals(request.to());
        return same ? new RequestOutcome.Accepted(known) : new RequestOutcome.KeyOfAnother();
    }

    private RequestOutcome fresh(CollectionRequest request) {
        boolean nothing = request.from().equals(request.to());
        if (!nothing && waiting(request.site()) >= MOST_OF_A_SITE) {
            return new RequestOutcome.QueueFull(MOST_OF_A_SITE, true);
        }
        if (!nothing && waiting(null) >= MOST_OF_ALL) {
            return new RequestOutcome.QueueFull(MOST_OF_ALL, false);
        }
        UUID id = UUID.randomUUID();
        client.sql("INSERT INTO requested_collection (id, site, from_day, to_day, client, idempotency_key,"
                        + " requested_at, state, next_day, changed_at) VALUES (:id, :site, :from, :to, :client,"
                        + " :key, :at, :state, :from, :at)")
                .param("id", id)
                .param("site", sites.known(request.site()))
                .param("from", request.from())
                .param("to", request.to())
                .param("client", request.client())
                .param("key", request.key(), Types.VARCHAR)
                .param("at", Timestamps.atOrBefore(request.at()))
                .param("state", (nothing ? CollectionState.DONE : CollectionState.QUEUED).name())
                .update();
        return new RequestOutcome.Accepted(find(id).orElseThrow());
    }

    /** @param site null: all */
    private long waiting(@Nullable String site) {
        return client.sql("SELECT count(*) FROM requested_collection AS c JOIN site AS s ON s.id = c.site WHERE "
                        + WAITING + " AND s.name = coalesce(:site, s.name)")
                .param("site", site, Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<RequestedCollection> find(UUID id) {
        return client.sql(SELECT + "c.id = :id")
                .param("id", id)
                .query(RequestedCollectionRow::read)
                .optional();
    }

    @Override
    public List<RequestedCollection> queue(String site) {
        return sites.id(site)
                .map(id -> client.sql(SELECT + "c.site = :site AND " + WAITING + " ORDER BY c.requested_at, c.id")
                        .param("site", id)
                        .query(RequestedCollectionRow::read)
                        .list())
                .orElse(List.of());
    }

    @Override
    public List<ListedCollection> newest(String site, int most) {
        return sites.id(site)
                .map(id -> client.sql(SELECT + "c.site = :site ORDER BY c.requested_at DESC, c.id LIMIT :most")
                        .param("site", id)
                        .param("most", most)
                        .query(RequestedCollectionRow::listed)
                        .list())
                .orElse(List.of());
    }

    @Override
    public void change(Hold hold, Instant at, UnaryOperator<RequestedCollection> change) {
        sites.fenced(
                hold,
                site -> queue(hold.site()).forEach(before -> {
                    RequestedCollection after = change.apply(before);
                    if (!after.equals(before)) {
                        write(after, at);
                    }
                }));
    }

    private void write(RequestedCollection after, Instant at) {
        CollectionFault fault = after.fault();
        client.sql("UPDATE requested_collection SET state = :state, next_day = :next, stored = :stored,"
                        + " changed_at = :at, failures = :failures, retry_at = :retryAt, failing_since = :since,"
                        + " fault = :fault, fault_at = :faultAt, fault_message = :message WHERE id = :id")
                .param("id", after.id())
                .param("state", after.state().name())
                .param("next", after.nextDay())
                .param("stored", after.stored())
                .param("at", Timestamps.atOrBefore(at))
                .param("failures", after.failures())
                .param("retryAt", Timestamps.orNull(after.retryAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("since", Timestamps.orNull(after.failingSince()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("fault", fault == null ? null : fault.kind(), Types.VARCHAR)
                .param(
                        "faultAt",
                        fault == null ? null : Timestamps.atOrBefore(fault.at()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("message", fault == null ? null : storable(fault.message()), Types.VARCHAR)
                .update();
    }

    private static String storable(String message) {
        return StorableText.of(
                message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…");
    }
}
