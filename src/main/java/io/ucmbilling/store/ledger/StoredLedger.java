package io.ucmbilling.store.ledger;

import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.ledger.CertificateEntities.CertificateEntity;
import io.ucmbilling.store.ledger.LedgerDayEntities.LedgerDayEntity;
import io.ucmbilling.store.ledger.LedgerDayEntities.LedgerDayKey;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.store.site.SiteRows;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ledger of days, in PostgreSQL. */
@Component
final class StoredLedger implements Ledger {
    private final SiteRows sites;
    private final CertificateEntities certificates;
    private final LedgerDayEntities days;
    private final JdbcClient client;

    StoredLedger(SiteRows sites, CertificateEntities certificates, LedgerDayEntities days, Transactions transactions) {
        this.sites = sites;
        this.certificates = certificates;
        this.days = days;
        this.client = transactions.client();
    }

    @Override
    public void certify(Hold hold, Certificate certificate) {
        sites.fenced(hold, site -> {
            LocalDate day = certificate.day();
            int next = certificates.versions(site.id(), day).size() + 1;
            if (certificate.version() != next) {
                throw new IllegalStateException("certificate of site " + hold.site() + ", " + day + ": found version "
                        + certificate.version() + ", expected " + next);
            }
            certificates.save(new CertificateEntity(site.id(), certificate));
            change(site.id(), day, known -> known.readWhole(certificate.madeAt()));
        });
    }

    @Override
    public void seen(Hold hold, LocalDate day, Instant at, @Nullable String note) {
        sites.fenced(hold, site -> change(site.id(), day, known -> known.seen(at, note)));
    }

    @Override
    public void readWhole(Hold hold, LocalDate day, Instant at) {
        sites.fenced(hold, site -> change(site.id(), day, known -> known.readWhole(at)));
    }

    @Override
    public void askToRead(String site, LocalDate day, Instant at) {
        if (sites.id(site).isPresent()) {
            sites.locked(site, row -> change(row.id(), day, known -> known.asked(at)));
        }
    }

    @Override
    public void late(Hold hold, Map<LocalDate, Late> late) {
        sites.fenced(hold, site -> late.forEach((day, legs) -> change(site.id(), day, known -> known.plus(legs))));
    }

    private void change(short site, LocalDate day, UnaryOperator<LedgerDay> change) {
        LedgerDayKey key = new LedgerDayKey(site, day);
        LedgerDay known = days.findById(key).map(row -> row.day).orElseGet(() -> LedgerDay.unknown(day));
        days.save(new LedgerDayEntity(key, change.apply(known)));
    }

    @Override
    public void notHeld(Hold hold, List<LocalDate> notHeld, boolean never) {
        sites.fenced(hold, site -> days.notHeld(site.id(), notHeld.toArray(LocalDate[]::new), never));
    }

    @Override
    public void counts(Hold hold, Counting counting, @Nullable Integer fields) {
        sites.fenced(
                hold,
                site -> client.sql("UPDATE site SET counting = :counting, counted_fields = :fields WHERE id = :id")
                        .param("id", site.id())
                        .param("counting", counting.name())
                        .param("fields", fields, Types.SMALLINT)
                        .update());
    }

    @Override
    public void oldestHeld(Hold hold, @Nullable LocalDate day, Instant at) {
        sites.fenced(
                hold,
                site -> client.sql("UPDATE site SET oldest_held = :day, oldest_held_at = :at,"
                                + " first_held = least(first_held, :day) WHERE id = :id")
                        .param("id", site.id())
                        .param("day", day, Types.DATE)
                        .param("at", Timestamps.atOrBefore(at))
                        .update());
    }

    @Override
    public Map<LocalDate, Certificate> newest(String site, LocalDate from, LocalDate to) {
        return byDay(site, id -> certificates.newest(id, from, to), Certificate::day);
    }

    @Override
    public List<Certificate> versions(String site, LocalDate day) {
        return sites.id(site).map(id -> certificates.versions(id, day)).orElse(List.of());
    }

    @Override
    public Map<LocalDate, LedgerDay> days(String site, LocalDate from, LocalDate to) {
        return byDay(site, id -> days.between(id, from, to), LedgerDay::day);
    }

    private <T> Map<LocalDate, T> byDay(String site, Function<Short, List<T>> rows, Function<T, LocalDate> day) {
        return sites.id(site).map(rows).orElse(List.of()).stream()
                .collect(Collectors.toMap(day, row -> row, (one, same) -> same, TreeMap::new));
    }

    @Override
    public Optional<LocalDate> certifiedThrough(String site, LocalDate today) {
        return client.sql("""
            SELECT through FROM (
                SELECT site.since, coalesce(
                    (SELECT gap::date FROM generate_series(site.since, :today::date - 1, interval '1 day') AS gap
                     WHERE NOT EXISTS (SELECT FROM certificate
                                       WHERE certificate.site = site.id AND certificate.day = gap::date)
                       AND NOT EXISTS (SELECT FROM ledger_day WHERE ledger_day.site = site.id
                                       AND ledger_day.day = gap::date AND ledger_day.never_held)
                     ORDER BY gap LIMIT 1), :today::date) - 1 AS through
                FROM site WHERE name = :site) AS days
            WHERE through >= since\
            """)
                .param("site", site)
                .param("today", today)
                .query(LocalDate.class)
                .optional();
    }

    @Override
    public Optional<LedgerState> state(String site) {
        return client.sql("SELECT oldest_held, oldest_held_at, counted_fields, first_held FROM site WHERE name = ?")
                .param(site)
                .query(LedgerState.class)
                .optional();
    }
}
