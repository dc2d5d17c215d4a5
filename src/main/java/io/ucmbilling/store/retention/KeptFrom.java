package io.ucmbilling.store.retention;

import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.partition.Partitions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From when on calls are kept, as the database has it: the same for all replicas, and never earlier than it was. */
@Component
public final class KeptFrom {
    private final Transactions transactions;
    private final Partitions partitions;

    KeptFrom(Transactions transactions, Partitions partitions) {
        this.transactions = transactions;
        this.partitions = partitions;
    }

    /**
     * A site, and when the first day that is kept begins there.
     *
     * @param begin midnight of that day by the zone that was configured last
     */
    public record KeptSite(short id, String name, Instant begin) {}

    /** Returns the first day that is kept; empty: all are. */
    public Optional<LocalDate> day() {
        return transactions
                .client()
                .sql("SELECT kept_from FROM retention WHERE kept_from IS NOT NULL")
                .query(LocalDate.class)
                .optional();
    }

    /** Returns the first day of a site that is kept; empty: all that were collected are, or it is not known. */
    public Optional<LocalDate> day(String site) {
        return transactions
                .client()
                .sql("SELECT kept_from FROM site WHERE name = ? AND since <= kept_from")
                .param(site)
                .query(LocalDate.class)
                .optional();
    }

    /**
     * Moves it forward. From then on no leg that started before is stored; a page that is being stored is waited for.
     *
     * @return the day, if anything is still to be dropped before it; empty: all is
     */
    public Optional<LocalDate> moveTo(LocalDate day) {
        return transactions.writing(connection -> {
            transactions
                    .client()
                    .sql("UPDATE retention SET kept_from = :day, done = false WHERE kept_from IS NULL OR kept_from"
                            + " < :day")
                    .param("day", day)
                    .update();
            transactions
                    .client()
                    .sql("UPDATE site SET kept_from = r.kept_from FROM retention AS r WHERE site.kept_from IS NULL OR"
                            + " site.kept_from < r.kept_from")
                    .update();
            return transactions
                    .client()
                    .sql("SELECT kept_from FROM retention WHERE NOT done OR EXISTS (SELECT FROM site WHERE site.since <"
                            + " retention.kept_from)")
                    .query(LocalDate.class)
                    .optional();
        });
    }

    /** Lets no site be asked for days before that one any more. */
    public void collectFrom(LocalDate day) {
        transactions
                .client()
                .sql("UPDATE site SET since = :day WHERE since < :day")
                .param("day", day)
                .update();
        partitions.forget();
    }

    /** Notes that all before the day is dropped. */
    public void dropped(LocalDate day) {
        transactions
                .client()
                .sql("UPDATE retention SET done = true WHERE kept_from = :day")
                .param("day", day)
                .update();
    }

    /** Returns all sites, with when that day begins there. */
    public List<KeptSite> sites(LocalDate day) {
        return transactions
                .client()
                .sql("SELECT id, name, (SELECT zone FROM site_setting WHERE site_setting.site = site.id ORDER BY"
                        + " from_commit DESC LIMIT 1) FROM site ORDER BY id")
                .query((row, number) -> new KeptSite(
                        row.getShort(1),
                        row.getString(2),
                        day.atStartOfDay(zone(row.getString(3))).toInstant()))
                .list();
    }

    private static ZoneId zone(@Nullable String id) {
        try {
            return id == null ? ZoneOffset.UTC : ZoneId.of(id);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC; // Only a newer Java knows it, which another replica may run on.
        }
    }
}
