package io.ucmbilling.calls.view;

import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds where the recordings of calls lie on their UCMs, as the legs say. */
@Component
public final class RecordedFiles {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final String CALL = "SELECT c.*, site.name AS site_name FROM call AS c JOIN site ON site.id = c.site"
            + " WHERE c.id = :id AND site.name = ANY (:sites::text[])";

    /** Of a leg whose end is not known. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final String LEGS = """
        SELECT path FROM leg AS l, string_to_table(l.recordfiles, '@') AS path
        WHERE l.site = :site AND l.session = ANY (SELECT CAST(:key AS text) UNION ALL
                SELECT session FROM call_session WHERE call_session.site = :site AND call_session.key = :key)
          AND l.start BETWEEN :wallFrom AND :wallTo AND regexp_replace(path, '^.*/', '') = :name
        ORDER BY l.started_at, l.acct_id LIMIT 1\
        """;

    private final Transactions transactions;

    RecordedFiles(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A recording of a call.
     *
     * @param site the site's id
     * @param path its name with its month folder, if the record has one
     */
    public record RecordedFile(String site, String path) {}

    /** A recording by its base name, and where to look for the leg that names it. */
    private record NamedFile(
            String site,
            short siteNumber,
            String key,
            String name,
            Instant from,
            @Nullable Instant until) {}

    /**
     * Finds a recording.
     *
     * @param call the call's id, as it is shown
     * @param number the recording's, within the call
     * @param sites ids of the sites whose calls may be seen
     * @return empty: there is no such call, or no such recording of it
     */
    public Optional<RecordedFile> find(String call, int number, Collection<String> sites) {
        if (!ID.matcher(call).matches()) {
            return Optional.empty();
        }
        UUID id = UUID.fromString(call.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
        Optional<NamedFile> named = transactions
                .client()
                .sql(CALL)
                .param("id", id)
                .param("sites", sites.toArray(String[]::new))
                .query((row, rowNumber) -> named(row, number))
                .optional()
                .flatMap(found -> found);
        return named.map(file -> new RecordedFile(file.site(), path(file)));
    }

    private static Optional<NamedFile> named(ResultSet row, int number) throws SQLException {
        for (CallRecording recording : CallRow.read(row).recordings()) {
            if (recording.number() == number) {
                return Optional.of(new NamedFile(
                        row.getString("site_name"),
                        row.getShort("site"),
                        row.getString("key"),
                        recording.name(),
                        Objects.requireNonNull(CallRow.instant(row, "started_at")),
                        CallRow.instant(row, "ended_at")));
            }
        }
        return Optional.empty();
    }

    /** Returns the name as a leg has it; the base name, if none has it any more. */
    private String path(NamedFile file) {
        Instant until = file.until() == null ? file.from().plus(LONGEST) : file.until();
        OffsetDateTime last = Timestamps.atOrBefore(until);
        return transactions
                .client()
                .sql(LEGS)
                .param("site", file.siteNumber())
                .param("key", file.key())
                .param("name", file.name())
                .param("wallFrom", Timestamps.earliestWallClock(Timestamps.atOrBefore(file.from())))
                .param("wallTo", Timestamps.latestWallClock(last))
                .query(String.class)
                .optional()
                .orElse(file.name());
    }
}
