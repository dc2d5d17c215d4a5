package io.ucmbilling.store.site;

import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sites' rows: their numbers, their progress, and the lock that keeps one site's writes one behind the other. */
@Component
public final class SiteRows {
    private static final String LOCK =
            "SELECT id, name, fence, read_until, sessionless_until, scattered, scattered_from, scattered_until,"
                    + " kept_from, erased_from, erased_until, "
                    + Stream.of("jit", "enable_sort", "enable_seqscan", "enable_bitmapscan")
                            .map(setting -> "set_config('" + setting + "', 'off', true), ")
                            .collect(Collectors.joining())
                    + "set_config('plan_cache_mode', 'force_custom_plan', true), " + Transactions.END_WITH_CLIENT
                    + " FROM site WHERE name = ? FOR UPDATE";

    private final Transactions transactions;

    /** A site's number never changes and no site is ever removed. */
    private final Map<String, Short> ids = new ConcurrentHashMap<>();

    SiteRows(Transactions transactions) {
        this.transactions = transactions;
    }

    void register(String site, LocalDate since) {
        transactions
                .client()
                .sql("INSERT INTO site (name, since, kept_from) SELECT :name, greatest(:since, kept_from),"
                        + " kept_from FROM retention WHERE NOT EXISTS (SELECT FROM site WHERE name = :name AND"
                        + " since <= :since) ON CONFLICT (name) DO UPDATE SET since = least(site.since,"
                        + " excluded.since)")
                .param("name", site)
                .param("since", since)
                .update();
    }

    /** Returns the numbers of those of the sites that are known, by name. */
    public Map<String, Short> ids(Collection<String> sites) {
        if (!ids.keySet().containsAll(sites)) {
            transactions.client().sql("SELECT id, name FROM site").query(row -> {
                ids.put(row.getString("name"), row.getShort("id"));
            });
        }
        Map<String, Short> known = new HashMap<>(ids);
        known.keySet().retainAll(sites);
        return known;
    }

    /** Returns the number of a site; empty: not known. */
    public Optional<Short> id(String site) {
        return Optional.ofNullable(ids(List.of(site)).get(site));
    }

    /**
     * Returns the number of a site.
     *
     * @throws IllegalArgumentException if it is not registered
     */
    public short known(String site) {
        return id(site).orElseThrow(() -> unknown(site));
    }

    /**
     * Locks the site's row until the transaction ends, and checks the fence. In this transaction each statement is planned for
     * its own values: a plan for all values would lock all partitions, those of misdated legs too. What plans keep to is the
     * indexes, whatever a partition held when its statistics were made.
     *
     * @throws LostSiteException if another replica has taken the site since
     */
    public SiteRow lock(Hold hold) {
        SiteRow row = lock(hold.site());
        long newest = row.hold().fence();
        if (newest != hold.fence()) {
            throw new LostSiteException(hold, newest);
        }
        return row;
    }

    /** Locks the site's row until the transaction ends, as {@link #lock(Hold)} does, whoever holds the site. */
    public SiteRow lock(String site) {
        return transactions
                .client()
                .sql(LOCK)
                .param(site)
                .query((row, number) -> row(row))
                .optional()
                .orElseThrow(() -> unknown(site));
    }

    /** Notes that legs were erased that started in there. Call it with the row locked. */
    public void erased(SiteRow row, WallClockSpan starts) {
        transactions
                .client()
                .sql("UPDATE site SET erased_from = least(erased_from, :from), erased_until ="
                        + " greatest(erased_until, :until) WHERE id = :id")
                .param("from", starts.from())
                .param("until", starts.until())
                .param("id", row.id())
                .update();
    }

    /** Writes in a transaction of its own, with the site's row locked and the fence checked. */
    public void fenced(Hold hold, Consumer<SiteRow> write) {
        transactions.writing(connection -> {
            write.accept(lock(hold));
            return hold;
        });
    }

    /** Writes in a transaction of its own, with the site's row locked, whoever holds the site. */
    public void locked(String site, Consumer<SiteRow> write) {
        transactions.writing(connection -> {
            write.accept(lock(site));
            return site;
        });
    }

    /** Returns those of the sites that are scattered, see {@link CallSpan}. */
    public List<Short> scattered(Collection<Short> sites) {
        return transactions
                .client()
                .sql("SELECT id FROM site WHERE id IN (:sites) AND scattered")
                .param("sites", sites)
                .query((row, number) -> row.getShort("id"))
                .list();
    }

    /** Moves what a page moves. Call it with the row locked. */
    public void move(
            SiteRow row,
            @Nullable OffsetDateTime readUntil,
            @Nullable LocalDateTime sessionlessUntil,
            @Nullable WallClockSpan scattered) {
        transactions
                .client()
                .sql("UPDATE site SET read_until = coalesce(:readUntil, read_until), sessionless_until ="
                        + " coalesce(:sessionlessUntil, sessionless_until), scattered = scattered OR :scattered,"
                        + " scattered_from = coalesce(:scatteredFrom, scattered_from), scattered_until ="
                        + " coalesce(:scatteredUntil, scattered_until) WHERE id = :id")
                .param("scattered", scattered != null)
                .param("scatteredFrom", scattered == null ? null : scattered.from(), Types.TIMESTAMP)
                .param("scatteredUntil", scattered == null ? null : scattered.until(), Types.TIMESTAMP)
                .param("readUntil", readUntil, Types.TIMESTAMP_WITH_TIMEZONE)
                .param("sessionlessUntil", sessionlessUntil, Types.TIMESTAMP)
                .param("id", row.id())
                .update();
    }

    static IllegalArgumentException unknown(String site) {
        return new IllegalArgumentException("site " + site + ": not registered");
    }

    private static SiteRow row(ResultSet row) throws SQLException {
        return new SiteRow(
                row.getShort("id"),
                new Hold(row.getString("name"), row.getLong("fence")),
                Timestamps.instant(row.getObject("read_until", OffsetDateTime.class)),
                row.getObject("sessionless_until", LocalDateTime.class),
                scattered(row),
                row.getObject("kept_from", LocalDate.class),
                erased(row));
    }

    private static @Nullable WallClockSpan erased(ResultSet row) throws SQLException {
        LocalDateTime from = row.getObject("erased_from", LocalDateTime.class);
        LocalDateTime until = row.getObject("erased_until", LocalDateTime.class);
        return from == null || until == null ? null : new WallClockSpan(from, until);
    }

    private static @Nullable WallClockSpan scattered(ResultSet row) throws SQLException {
        LocalDateTime from = row.getObject("scattered_from", LocalDateTime.class);
        LocalDateTime until = row.getObject("scattered_until", LocalDateTime.class);
        if (!row.getBoolean("scattered")) {
            return null;
        }
        return from == null || until == null ? WallClockSpan.ALL : new WallClockSpan(from, until);
    }
}
