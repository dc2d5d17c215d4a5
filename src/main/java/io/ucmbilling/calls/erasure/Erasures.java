package io.ucmbilling.calls.erasure;

import io.ucmbilling.calls.query.CallConditions;
import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.calls.source.CallSources;
import io.ucmbilling.calls.table.CallPartitions;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.erasure.QuarantinedTexts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Erasure of all calls that match a filter, with their legs, recordings and what belongs to them in quarantine.
 *
 * <ol>
 *   <li>{@link #begin} lists the calls that match, month by month in one transaction, and no filter is kept. Calls that come later are not
 *       meant. If that is broken off, nothing is listed and nothing erased.
 *   <li>The texts in quarantine that the filter means by itself ({@link QuarantineMatch}) go in the same transaction, and the audit has
 *       who asked for what, with numbers masked.
 *   <li>The calls are then erased in batches, on whichever replica does that ({@link ErasureSteps}). {@link #state} tells how far it is.
 *   <li>When nothing is left, the audit has how much was erased.
 * </ol>
 *
 * <p>Whoever calls this has made sure that the asker is an administrator, and that the filter has no site that they may not see.
 */
@Component
public final class Erasures {
    /** Each statement that lists the calls of a month works so long at most. */
    private static final String LIMITS = "SET LOCAL statement_timeout = '110s'; SET LOCAL jit = off; SET LOCAL"
            + " plan_cache_mode = force_custom_plan";

    private static final String NEW =
            "INSERT INTO erasure (id, actor, address, site, detail, begun_at, asked) VALUES (?, ?, ?, ?, ?, now(), 0)";

    private final Transactions transactions;
    private final AuditTrail trail;
    private final QuarantinedTexts texts;
    private final Clock clock;

    Erasures(Transactions transactions, AuditTrail trail, QuarantinedTexts texts, Clock clock) {
        this.transactions = transactions;
        this.trail = trail;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Begins to erase, and returns before it is done.
     *
     * @throws org.springframework.dao.DataAccessException if the database does not answer in time: then nothing is erased, and to ask
     *     again may help
     */
    public ErasureStart begin(ErasureRequest request) {
        UUID id = UUID.randomUUID();
        try {
            ErasureStart start = transactions.writing(
                    connection -> begin(connection, id, request), begun -> begun instanceof ErasureStart.Begun);
            if (start instanceof ErasureStart.OtherCount(long found)) {
                note(id, request, AuditOutcome.REFUSED, "found " + found + " calls, expected " + request.expected());
            }
            return start;
        } catch (RuntimeException e) {
            noteFailure(id, request, e);
            throw e;
        }
    }

    private void noteFailure(UUID id, ErasureRequest request, RuntimeException failure) {
        try {
            note(id, request, AuditOutcome.FAILED, "not begun");
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private ErasureStart begin(Connection connection, UUID id, ErasureRequest request) throws SQLException {
        Sql.execute(connection, LIMITS);
        SiteNumbers sites = SiteNumbers.read(connection, request.filter().sites());
        add(connection, id, request);
        long found = sites.isEmpty() ? 0 : list(connection, id, new CallConditions(request.filter(), sites));
        if (request.expected() != null && request.expected() != found) {
            return new ErasureStart.OtherCount(found);
        }
        int quarantined = 0;
        for (Map.Entry<Short, String> site : sites.names().entrySet()) {
            quarantined += quarantined(connection, site, request.filter());
        }
        transactions
                .client()
                .sql("UPDATE erasure SET asked = :asked, quarantined = :quarantined WHERE id = :id")
                .param("asked", found)
                .param("quarantined", quarantined)
                .param("id", id)
                .update();
        note(id, request, AuditOutcome.DONE, "begun: " + found + " calls");
        return new ErasureStart.Begun(id, found);
    }

    private static void add(Connection connection, UUID id, ErasureRequest request) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEW)) {
            statement.setObject(1, id);
            statement.setString(2, request.actor());
            statement.setString(3, request.address());
            statement.setString(4, site(request.filter()));
            statement.setString(5, ErasureText.of(request.filter()));
            statement.executeUpdate();
        }
    }

    private static long list(Connection connection, UUID id, CallConditions conditions) throws SQLException {
        long listed = 0;
        for (LocalDate month : CallPartitions.months(connection)) {
            listed += list(connection, id, conditions, month);
        }
        return listed;
    }

    /** A call whose month changes between two statements is listed once. */
    private static long list(Connection connection, UUID id, CallConditions conditions, LocalDate month)
            throws SQLException {
        Sql sql = new Sql()
                .add(
                        "INSERT INTO erasure_call (erasure, call, site) SELECT ?::uuid, c.id, c.site FROM call AS c"
                                + " WHERE c.month = ? AND ",
                        id,
                        month);
        conditions.add(sql);
        sql.add(" ON CONFLICT DO NOTHING");
        try (PreparedStatement statement = sql.prepare(connection)) {
            return statement.executeLargeUpdate();
        }
    }

    private int quarantined(Connection connection, Map.Entry<Short, String> site, CallFilter filter)
            throws SQLException {
        CallSources sources = CallSources.read(connection, List.of(site.getKey()));
        QuarantineMatch match = new QuarantineMatch(
                filter,
                site.getValue(),
                Objects.requireNonNullElse(
                        sources.settings(site.getKey()).at(Long.MAX_VALUE).zone(), ZoneOffset.UTC));
        return match.isOfAny() ? texts.erase(site.getKey(), match::matches) : 0;
    }

    private void note(UUID id, ErasureRequest request, AuditOutcome outcome, String what) {
        trail.add(new AuditEntry(
                clock.instant(),
                request.actor(),
                request.address(),
                AuditAction.ERASURE,
                site(request.filter()),
                "erasures/" + id,
                outcome,
                what + "; " + ErasureText.of(request.filter())));
    }

    /** Returns the one site that is meant; null: several. */
    private static @Nullable String site(CallFilter filter) {
        return filter.sites().size() == 1 ? filter.sites().iterator().next() : null;
    }

    /** Returns how far an erasure has come; empty: there is none of that id. */
    public Optional<ErasureState> state(UUID id) {
        return transactions
                .client()
                .sql("SELECT id, begun_at, ended_at, asked, calls, legs, recordings, quarantined FROM erasure WHERE"
                        + " id = :id")
                .param("id", id)
                .query(ErasureState.class)
                .optional();
    }
}
