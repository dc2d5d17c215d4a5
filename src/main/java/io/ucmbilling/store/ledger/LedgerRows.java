package io.ucmbilling.store.ledger;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.store.site.SiteRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The ledger by SQL. */
@Component
final class LedgerRows implements Ledger {
    private static final String COLUMNS = "day, version, held, counted, quarantined, hash, fields, first_start,"
            + " last_start, departed, late, greatest_lateness, zone_error, made_at, made_by, reason";
    private static final String OF_SITE = " FROM certificate WHERE site = (SELECT id FROM site WHERE name = :site)";

    private final Transactions transactions;
    private final SiteRows sites;

    LedgerRows(Transactions transactions, SiteRows sites) {
        this.transactions = transactions;
        this.sites = sites;
    }

    @Override
    public void certify(Hold hold, Certificate certificate) {
        fenced(hold, id -> {
            int newest = sql("SELECT coalesce(max(version), 0) FROM certificate WHERE site = :id AND day = :day")
                    .param("id", id)
                    .param("day", certificate.day())
                    .query(Integer.class)
                    .single();
            if (certificate.version() != newest + 1) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "certificate of site %s, %s: found version %d, expected %d",
                        hold.site(),
                        certificate.day(),
                        certificate.version(),
                        newest + 1));
            }
            insert(id, certificate);
            look(id, certificate.day(), certificate.madeAt(), null);
            read(id, certificate.day(), certificate.madeAt());
        });
    }

    private void insert(short id, Certificate certificate) {
        sql("INSERT INTO certificate (site, stored, " + COLUMNS
                        + ") VALUES (:site, :held - :quarantined, :day, :version, :held, :counted, :quarantined,"
                        + " :hash, :fields, :first, :last, :departed, :late, :greatest, :zoneError, :madeAt, :madeBy,"
                        + " :reason)")
                .param("site", id)
                .param("day", certificate.day())
                .param("version", certificate.version())
                .param("held", certificate.held())
                .param("counted", certificate.counted().name())
                .param("quarantined", certificate.quarantined())
                .param("hash", certificate.hash())
                .param("fields", certificate.fields())
                .param("first", Timestamps.orNull(certificate.first()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("last", Timestamps.orNull(certificate.last()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("departed", certificate.departed())
                .param("late", certificate.late())
                .param("greatest", Timestamps.seconds(certificate.greatestLateness()), Types.INTEGER)
                .param("zoneError", Timestamps.seconds(certificate.zoneError()), Types.INTEGER)
                .param("madeAt", Timestamps.atOrBefore(certificate.madeAt()))
                .param("madeBy", certificate.madeBy())
                .param("reason", StorableText.of(certificate.reason()))
                .update();
    }

    @Override
    public void seen(Hold hold, LocalDate day, Instant at, @Nullable String note) {
        fenced(hold, id -> look(id, day, at, note));
    }

    private void look(short id, LocalDate day, Instant at, @Nullable String note) {
        sql("INSERT INTO ledger_day (site, day, seen_at, note) VALUES (:site, :day, :at, :note)"
                        + " ON CONFLICT (site, day) DO UPDATE SET seen_at = excluded.seen_at, note = excluded.note")
                .param("site", id)
                .param("day", day)
                .param("at", Timestamps.atOrBefore(at))
                .param("note", note == null ? null : StorableText.of(note), Types.VARCHAR)
                .update();
    }

    @Override
    public void readWhole(Hold hold, LocalDate day, Instant at) {
        fenced(hold, id -> {
            look(id, day, at, null);
            read(id, day, at);
        });
    }

    private void read(short id, LocalDate day, Instant at) {
        sql("UPDATE ledger_day SET content_at = :at, content_asked_at = NULL WHERE site = :site AND day = :day")
                .param("site", id)
                .param("day", day)
                .param("at", Timestamps.atOrBefore(at))
                .update();
    }

    @Override
    public void askToRead(String site, LocalDate day, Instant at) {
        sql("INSERT INTO ledger_day (site, day, content_asked_at) SELECT id, :day, :at FROM site WHERE name = :site"
                        + " ON CONFLICT (site, day) DO UPDATE SET content_asked_at = excluded.content_asked_at")
                .param("site", site)
                .param("day", day)
                .param("at", Timestamps.atOrBefore(at))
                .update();
    }

    @Override
    public void late(Hold hold, Map<LocalDate, Late> late) {
        fenced(
                hold,
                id -> late.forEach((day, legs) -> sql("INSERT INTO ledger_day AS known (site, day, late,"
                                + " greatest_lateness) VALUES (:site, :day, :late, :greatest) ON CONFLICT (site, day)"
                                + " DO UPDATE SET late = known.late + excluded.late, greatest_lateness ="
                                + " greatest(known.greatest_lateness, excluded.greatest_lateness)")
                        .param("site", id)
                        .param("day", day)
                        .param("late", legs.legs())
                        .param("greatest", Timestamps.seconds(legs.greatest()))
                        .update()));
    }

    @Override
    public void counts(Hold hold, Counting counting, @Nullable Integer fields) {
        fenced(
                hold,
                id -> sql("UPDATE site SET counting = :counting, counted_fields = :fields WHERE id = :id")
                        .param("id", id)
                        .param("counting", counting.name())
                        .param("fields", fields, Types.SMALLINT)
                        .update());
    }

    @Override
    public void lost(Hold hold, List<LocalDate> days) {
        notHeld(hold, days, false);
    }

    @Override
    public void neverHeld(Hold hold, List<LocalDate> days) {
        notHeld(hold, days, true);
    }

    private void notHeld(Hold hold, List<LocalDate> days, boolean never) {
        fenced(
                hold,
                id -> sql("INSERT INTO ledger_day (site, day, lost, never_held) SELECT :site, day, NOT :never, :never"
                                + " FROM unnest(:days::date[]) AS day ON CONFLICT (site, day) DO UPDATE SET"
                                + " lost = excluded.lost, never_held = excluded.never_held")
                        .param("site", id)
                        .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new))
                        .param("never", never)
                        .update());
    }

    @Override
    public void oldestHeld(Hold hold, @Nullable LocalDate day, Instant at) {
        fenced(
                hold,
                id -> sql("UPDATE site SET oldest_held = :day, oldest_held_at = :at,"
                                + " first_held = least(first_held, :day) WHERE id = :id")
                        .param("id", id)
                        .param("day", day, Types.DATE)
                        .param("at", Timestamps.atOrBefore(at))
                        .update());
    }

    @Override
    public Map<LocalDate, Certificate> newest(String site, LocalDate from, LocalDate to) {
        Map<LocalDate, Certificate> newest = new LinkedHashMap<>();
        sql("SELECT DISTINCT ON (day) " + COLUMNS + OF_SITE
                        + " AND day BETWEEN :from AND :to ORDER BY day, version DESC")
                .param("site", site)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> certificate(row))
                .list()
                .forEach(certificate -> newest.put(certificate.day(), certificate));
        return newest;
    }

    @Override
    public List<Certificate> versions(String site, LocalDate day) {
        return sql("SELECT " + COLUMNS + OF_SITE + " AND day = :day ORDER BY version")
                .param("site", site)
                .param("day", day)
                .query((row, number) -> certificate(row))
                .list();
    }

    @Override
    public Map<LocalDate, LedgerDay> days(String site, LocalDate from, LocalDate to) {
        Map<LocalDate, LedgerDay> days = new LinkedHashMap<>();
        sql("SELECT day, seen_at, lost, never_held, note, late, greatest_lateness, content_at, content_asked_at FROM"
            + " ledger_day WHERE site = (SELECT id FROM site WHERE name = :site) AND day BETWEEN :from AND :to ORDER"
            + " BY day")
                .param("site", site)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> day(row))
                .list()
                .forEach(day -> days.put(day.day(), day));
        return days;
    }

    @Override
    public Optional<LedgerState> state(String site) {
        return sql("SELECT oldest_held, oldest_held_at, counted_fields, first_held FROM site WHERE name = :site")
                .param("site", site)
                .query((row, number) -> new LedgerState(
                        row.getObject("oldest_held", LocalDate.class),
                        Timestamps.instant(row.getObject("oldest_held_at", OffsetDateTime.class)),
                        row.getObject("counted_fields", Integer.class),
                        row.getObject("first_held", LocalDate.class)))
                .optional();
    }

    private void fenced(Hold hold, Consumer<Short> write) {
        sites.fenced(hold, site -> write.accept(site.id()));
    }

    private StatementSpec sql(String sql) {
        return transactions.client().sql(sql);
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        Integer seconds = row.getObject(column, Integer.class);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static LedgerDay day(ResultSet row) throws SQLException {
        Duration greatest = duration(row, "greatest_lateness");
        return new LedgerDay(
                row.getObject("day", LocalDate.class),
                Timestamps.instant(row.getObject("seen_at", OffsetDateTime.class)),
                row.getBoolean("lost")
                        && !row.getBoolean("never_held"), // A replica of an older version calls both lost.
                row.getBoolean("never_held"),
                row.getString("note"),
                greatest == null ? null : new Late(row.getLong("late"), greatest),
                Timestamps.instant(row.getObject("content_at", OffsetDateTime.class)),
                Timestamps.instant(row.getObject("content_asked_at", OffsetDateTime.class)));
    }

    private static Certificate certificate(ResultSet row) throws SQLException {
        return new Certificate(
                row.getObject("day", LocalDate.class),
                row.getInt("version"),
                row.getLong("held"),
                Certificate.Counted.valueOf(row.getString("counted")),
                row.getLong("quarantined"),
                row.getString("hash"),
                row.getInt("fields"),
                Timestamps.instant(row.getObject("first_start", OffsetDateTime.class)),
                Timestamps.instant(row.getObject("last_start", OffsetDateTime.class)),
                row.getLong("departed"),
                row.getLong("late"),
                duration(row, "greatest_lateness"),
                duration(row, "zone_error"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getString("made_by"),
                row.getString("reason"));
    }
}
