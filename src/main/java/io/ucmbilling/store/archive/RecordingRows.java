package io.ucmbilling.store.archive;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Table of the recordings that archivers are to fetch, by SQL. Replicas that come at the same time repeat each other's
 * statements without harm.
 */
@Component
final class RecordingRows implements WantedRecordings {
    private static final String SITE = "(SELECT id FROM site WHERE name = :site)";
    private static final String THIS = " WHERE site = " + SITE + " AND directory = :directory AND name = :name";
    private static final RowMapper<Wanted> WANTED = new SimplePropertyRowMapper<>(Wanted.class);

    /** The start by the wall clock keeps the look to the partitions that can hold it. */
    private static final String LEGS =
            " FROM leg AS l WHERE l.site = " + SITE + " AND l.started_at >= :from AND l.start >= :wallClock";

    private final Transactions transactions;

    RecordingRows(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public int wantOfLegs(String site, Instant from, Instant dueAt) {
        String sql = """
            INSERT INTO recording (site, directory, name, started_at, due_at)
            SELECT f.site, 'monitor', f.name, min(f.started_at), :due
            FROM (SELECT l.site, l.started_at, string_to_table(l.recordfiles, '@') AS name %s AND l.recordfiles <> '') AS f
            WHERE length(f.name) BETWEEN 1 AND 256 AND NOT EXISTS (SELECT FROM recording AS r
                WHERE r.site = f.site AND r.directory = 'monitor' AND r.name = f.name)
            GROUP BY f.site, f.name ON CONFLICT DO NOTHING\
            """.formatted(LEGS);
        return ofLegs(sql, site, from)
                .param("due", Timestamps.atOrBefore(dueAt))
                .update();
    }

    @Override
    public int want(String site, Collection<Wanted> recordings, Instant dueAt) {
        String sql = """
            INSERT INTO recording (site, directory, name, started_at, due_at)
            SELECT s.id, w.directory, w.name, w.started_at, :due FROM site AS s
            CROSS JOIN unnest(:directories::text[], :names::text[], :starts::timestamptz[])
                AS w (directory, name, started_at)
            WHERE s.name = :site ON CONFLICT DO NOTHING\
            """;
        return sql(sql, site)
                .param("directories", texts(recordings, Wanted::directory))
                .param("names", texts(recordings, Wanted::name))
                .param("starts", texts(recordings, wanted -> "" + Timestamps.atOrBefore(wanted.startedAt())))
                .param("due", Timestamps.atOrBefore(dueAt))
                .update();
    }

    private static <T> String[] texts(Collection<T> all, Function<T, String> text) {
        return all.stream().map(text).map(StorableText::of).toArray(String[]::new);
    }

    @Override
    public Optional<Wanted> next(String site, Instant now) {
        return wanted("state = 'WANTED' AND due_at <= :now ORDER BY started_at LIMIT 1", site)
                .param("now", Timestamps.atOrBefore(now))
                .query(WANTED)
                .optional();
    }

    @Override
    public void kept(String site, Wanted recording, long length, byte[] sha256, Instant at) {
        change("state = 'KEPT', length = :length, sha256 = :sha256, fetched_at = :at", site, recording)
                .param("length", length)
                .param("sha256", sha256)
                .param("at", Timestamps.atOrBefore(at))
                .update();
    }

    @Override
    public void again(String site, Wanted recording, Instant dueAt) {
        change("tries = tries + 1, due_at = :due", site, recording)
                .param("due", Timestamps.atOrBefore(dueAt))
                .update();
    }

    @Override
    public void givenUp(String site, Wanted recording, State state) {
        change("tries = tries + 1, state = :state", site, recording)
                .param("state", state.name())
                .update();
    }

    @Override
    public @Nullable State state(String site, String directory, String name) {
        return one("SELECT state FROM recording", site, directory, name)
                .query(String.class)
                .optional()
                .map(State::valueOf)
                .orElse(null);
    }

    @Override
    public Map<ArchivedFile, State> states(Collection<ArchivedFile> files) {
        String sql = """
            SELECT w.site, w.directory, w.name, r.state
            FROM unnest(:sites::text[], :directories::text[], :names::text[]) AS w (site, directory, name)
            JOIN site AS s ON s.name = w.site
            JOIN recording AS r ON r.site = s.id AND r.directory = w.directory AND r.name = w.name\
            """;
        Map<ArchivedFile, State> states = new HashMap<>();
        transactions
                .client()
                .sql(sql)
                .param("sites", texts(files, ArchivedFile::site))
                .param("directories", texts(files, ArchivedFile::directory))
                .param("names", texts(files, ArchivedFile::name))
                .query(row -> {
                    ArchivedFile file =
                            new ArchivedFile(row.getString("site"), row.getString("directory"), row.getString("name"));
                    states.put(file, State.valueOf(row.getString("state")));
                });
        return states;
    }

    @Override
    public Map<State, Long> counts(String site) {
        Map<State, Long> counts = new EnumMap<>(State.class);
        sql("SELECT state, count(*) AS many FROM recording WHERE site = " + SITE + " GROUP BY state", site)
                .query(row -> {
                    counts.put(State.valueOf(row.getString("state")), row.getLong("many"));
                });
        return counts;
    }

    @Override
    public List<Wanted> missing(String site, int most) {
        return wanted("state IN ('MISSING', 'BROKEN') ORDER BY started_at DESC LIMIT :most", site)
                .param("most", most)
                .query(WANTED)
                .list();
    }

    @Override
    public boolean hasNamelessLegs(String site, Instant from) {
        return ofLegs("SELECT EXISTS (SELECT" + LEGS + " AND l.recordfiles IS NULL)", site, from)
                .query(Boolean.class)
                .single();
    }

    private StatementSpec sql(String sql, String site) {
        return transactions.client().sql(sql).param("site", site);
    }

    private StatementSpec ofLegs(String sql, String site, Instant from) {
        return sql(sql, site)
                .param("from", Timestamps.atOrBefore(from))
                .param("wallClock", Timestamps.earliestWallClock(Timestamps.atOrBefore(from)));
    }

    private StatementSpec wanted(String condition, String site) {
        return sql(
                "SELECT directory, name, started_at, tries FROM recording WHERE site = " + SITE + " AND " + condition,
                site);
    }

    private StatementSpec change(String set, String site, Wanted recording) {
        return one("UPDATE recording SET " + set, site, recording.directory(), recording.name());
    }

    private StatementSpec one(String sql, String site, String directory, String name) {
        return sql(sql + THIS, site)
                .param("directory", StorableText.of(directory))
                .param("name", StorableText.of(name));
    }
}
