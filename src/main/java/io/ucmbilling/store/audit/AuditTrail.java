package io.ucmbilling.store.audit;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.store.audit.AuditQuery.AuditCriteria;
import io.ucmbilling.store.audit.AuditQuery.AuditPosition;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The entries, in the order of their time, those of the same microsecond by their random ids. */
@Component
public final class AuditTrail {
    private static final String ADD = """
        INSERT INTO audit (at, id, actor, address, action, act, site, target, outcome, detail)
        SELECT at, gen_random_uuid(), actor, address, action, act, site, target, outcome, detail
        FROM unnest(:at::timestamptz[], :actor::text[], :address::text[], :action::text[], :act::text[], :site::text[],
                    :target::text[], :outcome::text[], :detail::text[])
             AS e (at, actor, address, action, act, site, target, outcome, detail)\
        """;

    private final Transactions transactions;

    AuditTrail(Transactions transactions) {
        this.transactions = transactions;
    }

    /** An entry and its position. */
    public record PlacedEntry(AuditPosition position, AuditEntry entry) {}

    public void add(AuditEntry entry) {
        add(List.of(entry));
    }

    /** Adds entries in one statement: part of the caller's transaction, if it has one. */
    public void add(List<AuditEntry> entries) {
        transactions
                .client()
                .sql(ADD)
                .param("at", texts(entries, entry -> Timestamps.text(entry.at())))
                .param("actor", texts(entries, AuditEntry::actor))
                .param("address", texts(entries, AuditEntry::address))
                .param("action", texts(entries, entry -> entry.action().stored()))
                .param("act", texts(entries, entry -> entry.action().act()))
                .param("site", texts(entries, AuditEntry::site))
                .param("target", texts(entries, AuditEntry::target))
                .param("outcome", texts(entries, entry -> entry.outcome().name()))
                .param("detail", texts(entries, AuditEntry::detail))
                .update();
    }

    /**
     * Adds entries of what is shown next. They are committed when this returns, also if the caller reads one state of the database for
     * long, in which nothing can be written.
     */
    public void addFirst(List<AuditEntry> entries) {
        transactions.apart(connection -> {
            add(entries);
            return entries;
        });
    }

    private static @Nullable String[] texts(List<AuditEntry> entries, Function<AuditEntry, @Nullable String> text) {
        return entries.stream()
                .map(text)
                .map(found -> found == null ? null : StorableText.of(found))
                .toArray(String[]::new);
    }

    /** Returns the entries that were asked for, in order. */
    public List<PlacedEntry> entries(AuditQuery query) {
        return transactions.snapshot(connection -> {
            try (PreparedStatement statement = sql(query).prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                List<PlacedEntry> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(entry(rows));
                }
                return entries;
            }
        });
    }

    /** Of each site no more is read than may be wanted, however many entries other sites have. */
    private static Sql sql(AuditQuery query) {
        Sql sql = new Sql().add("SELECT a.* FROM ");
        if (query.sites() == null) {
            return inOrder(sql.add("audit AS a WHERE true"), query);
        }
        sql.addArray(
                "unnest(?) AS s (site) CROSS JOIN LATERAL (",
                "text",
                query.sites().toArray());
        inOrder(sql.add("SELECT * FROM audit AS a WHERE a.site = s.site"), query);
        return sql.add(") AS a" + order(query), query.most());
    }

    private static Sql inOrder(Sql sql, AuditQuery query) {
        if (query.from() != null) {
            sql.add(" AND a.at >= ?", Timestamps.atOrAfter(query.from()));
        }
        if (query.to() != null) {
            sql.add(" AND a.at < ?", Timestamps.atOrAfter(query.to()));
        }
        criteria(sql, query.criteria());
        AuditPosition after = query.after();
        if (after != null) {
            String beyond = query.newestFirst() ? " AND (a.at, a.id) < (?, ?)" : " AND (a.at, a.id) > (?, ?)";
            sql.add(beyond, Timestamps.atOrAfter(after.at()), after.id());
        }
        return sql.add(order(query), query.most());
    }

    private static void criteria(Sql sql, AuditCriteria criteria) {
        if (!criteria.actors().isEmpty()) {
            sql.addArray(" AND a.actor = ANY (?)", "text", criteria.actors().toArray());
        }
        AuditAction action = criteria.action();
        if (action != null) {
            sql.add(" AND a.action = ?", action.stored());
            sql.add(" AND coalesce(a.act, a.action) = ?", action.name());
        }
    }

    private static String order(AuditQuery query) {
        return query.newestFirst() ? " ORDER BY a.at DESC, a.id DESC LIMIT ?" : " ORDER BY a.at, a.id LIMIT ?";
    }

    private static PlacedEntry entry(ResultSet row) throws SQLException {
        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
        return new PlacedEntry(
                new AuditPosition(at, row.getObject("id", UUID.class)),
                new AuditEntry(
                        at,
                        row.getString("actor"),
                        row.getString("address"),
                        AuditAction.of(row.getString("action"), row.getString("act")),
                        row.getString("site"),
                        row.getString("target"),
                        AuditOutcome.valueOf(row.getString("outcome")),
                        row.getString("detail")));
    }
}
