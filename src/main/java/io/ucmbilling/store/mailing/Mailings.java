package io.ucmbilling.store.mailing;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Settings by which reports are mailed. */
@Component
public final class Mailings {
    /** Settings there may be. */
    public static final int MOST = 200;

    private static final long SAVE_LOCK = 7_305_529_310_482_266_185L;

    private final Transactions transactions;
    private final JdbcClient client;

    Mailings(Transactions transactions) {
        this.transactions = transactions;
        this.client = transactions.client();
    }

    /** Returns all of them, by name. */
    public List<Mailing> all() {
        return client.sql("SELECT * FROM mailing ORDER BY name, id")
                .query((row, number) -> read(row))
                .list();
    }

    public Optional<Mailing> find(UUID id) {
        return client.sql("SELECT * FROM mailing WHERE id = :id")
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    /**
     * Saves a new setting, or one in the place of that with its id.
     *
     * @return whether it is saved; false: it is new, and there are {@link #MOST}
     */
    public boolean save(Mailing mailing, Instant at) {
        return transactions.writing(connection -> {
            client.sql("SELECT " + Transactions.END_WITH_CLIENT + " FROM pg_advisory_xact_lock(:lock)")
                    .param("lock", SAVE_LOCK)
                    .query()
                    .listOfRows();
            int count = client.sql("SELECT count(*) FROM mailing WHERE id <> :id")
                    .param("id", mailing.id())
                    .query(Integer.class)
                    .single();
            if (count >= MOST) {
                return false;
            }
            try (PreparedStatement statement = upsert(mailing, at).prepare(connection)) {
                statement.executeUpdate();
            }
            return true;
        });
    }

    private static Sql upsert(Mailing mailing, Instant at) {
        List<String> sites = mailing.sites();
        Sql sql = new Sql()
                .add(
                        "INSERT INTO mailing (id, name, enabled, period, day, send_time, zone, filter, files,"
                            + " recordings, owner, planned_until, changed_at, recipients, sites) VALUES (?, ?, ?, ?,"
                            + " ?, ?, ?, ?, ?, ?, ?, ?, ?",
                        mailing.id(),
                        StorableText.of(mailing.name()),
                        mailing.enabled(),
                        mailing.period().name(),
                        (short) mailing.day(),
                        mailing.time(),
                        mailing.zone().getId(),
                        StorableText.of(mailing.filter()),
                        mailing.files().name(),
                        mailing.recordings().name(),
                        StorableText.of(mailing.owner()),
                        Timestamps.atOrBefore(mailing.plannedUntil()),
                        Timestamps.atOrBefore(at))
                .addArray(", ?", "text", mailing.recipients().toArray());
        if (sites == null) {
            sql.add(", NULL)");
        } else {
            sql.addArray(", ?)", "text", sites.toArray());
        }
        return sql.add(" ON CONFLICT (id) DO UPDATE SET (name, enabled, period, day, send_time, zone, filter, files,"
            + " recordings, owner, planned_until, changed_at, recipients, sites) = (excluded.name, excluded.enabled,"
            + " excluded.period, excluded.day, excluded.send_time, excluded.zone, excluded.filter, excluded.files,"
            + " excluded.recordings, excluded.owner, excluded.planned_until, excluded.changed_at, excluded.recipients,"
            + " excluded.sites)");
    }

    /** Deletes a setting with its history; what waits to be sent is not sent. */
    public void delete(UUID id) {
        client.sql("DELETE FROM mailing WHERE id = :id").param("id", id).update();
    }

    static Mailing read(ResultSet row) throws SQLException {
        return new Mailing(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("enabled"),
                MailingPeriod.valueOf(row.getString("period")),
                row.getInt("day"),
                row.getObject("send_time", LocalTime.class),
                ZoneId.of(row.getString("zone")),
                Objects.requireNonNull(texts(row.getArray("recipients"))),
                row.getString("filter"),
                MailedFiles.valueOf(row.getString("files")),
                MailedRecordings.valueOf(row.getString("recordings")),
                row.getString("owner"),
                texts(row.getArray("sites")),
                Objects.requireNonNull(Timestamps.instant(row.getObject("planned_until", OffsetDateTime.class))));
    }

    static @Nullable List<String> texts(@Nullable Array array) throws SQLException {
        return array == null
                ? null
                : Arrays.stream((Object[]) array.getArray())
                        .map(String.class::cast)
                        .toList();
    }
}
