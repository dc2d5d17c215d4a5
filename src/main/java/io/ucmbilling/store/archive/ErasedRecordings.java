package io.ucmbilling.store.archive;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.store.archive.RecordingDigests.FileName;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Recordings that were erased, and are neither served nor fetched any more. They are known by digests of their names; the rows that
 * hold the names go.
 */
@Component
public final class ErasedRecordings {
    /** Where recordings lie that legs name. */
    private static final List<String> DIRECTORIES = List.of("monitor", "meetme");

    private static final String ADD =
            "INSERT INTO erased_recording (site, digest) SELECT :site, digest FROM unnest(:digests::bytea[]) AS digest"
                    + " ON CONFLICT DO NOTHING";

    private static final String FORGET =
            "DELETE FROM recording USING unnest(:directories::text[], :names::text[]) AS gone"
                    + " (directory, name) WHERE recording.site = :site AND recording.directory = gone.directory AND"
                    + " recording.name = gone.name";

    private static final String LISTED = """
        SELECT DISTINCT r.directory, r.name AS file
        FROM unnest(:starts::timestamptz[], :ends::timestamptz[], :callers::text[], :callees::text[])
            AS l (started_at, ended_at, caller, callee)
        JOIN recording AS r ON r.site = :site AND r.started_at BETWEEN l.started_at - interval '5 s' AND l.ended_at
            AND strpos(r.name, l.caller) > 0 AND strpos(r.name, l.callee) > 0\
        """;

    private final Transactions transactions;

    ErasedRecordings(Transactions transactions) {
        this.transactions = transactions;
    }

    /** An erased recording, with its site's id; those of a higher number were erased later, or at the same time. */
    public record ErasedRecording(long number, String site, byte[] digest, Instant erasedAt) {}

    /** A leg whose record names no recordings, as those of the guide's age. */
    public record NamelessLeg(Instant startedAt, Instant endedAt, String caller, String callee) {}

    /**
     * Erases recordings, part of the caller's transaction.
     *
     * @param site the site's id
     * @param paths as legs name them, with or without a month folder
     * @param nameless legs whose recordings are those that a listing named and that fit by time and numbers
     * @return how many there were
     */
    public int add(String site, short number, Collection<String> paths, Collection<NamelessLeg> nameless) {
        Set<FileName> names = new LinkedHashSet<>();
        paths.forEach(path -> DIRECTORIES.forEach(directory -> names.add(new FileName(directory, path))));
        Set<FileName> listed = nameless.isEmpty() ? Set.of() : listed(number, nameless);
        names.addAll(listed);
        if (names.isEmpty()) {
            return 0;
        }
        Set<FileName> all = new LinkedHashSet<>();
        names.forEach(name -> all.addAll(name.all()));
        transactions
                .client()
                .sql(ADD)
                .param("site", number)
                .param(
                        "digests",
                        all.stream()
                                .map(name -> RecordingDigests.of(site, name.directory(), name.file()))
                                .toArray(byte[][]::new))
                .update();
        transactions
                .client()
                .sql(FORGET)
                .param("site", number)
                .param("directories", texts(all.stream(), FileName::directory))
                .param("names", texts(all.stream(), FileName::file))
                .update();
        return (int) paths.stream().distinct().count() + listed.size();
    }

    private Set<FileName> listed(short site, Collection<NamelessLeg> legs) {
        return new LinkedHashSet<>(transactions
                .client()
                .sql(LISTED)
                .param("site", site)
                .param("starts", texts(legs.stream(), leg -> "" + Timestamps.text(leg.startedAt())))
                .param("ends", texts(legs.stream(), leg -> "" + Timestamps.text(leg.endedAt())))
                .param("callers", texts(legs.stream(), NamelessLeg::caller))
                .param("callees", texts(legs.stream(), NamelessLeg::callee))
                .query(FileName.class)
                .list());
    }

    private static <T> String[] texts(Stream<T> items, Function<T, String> text) {
        return items.map(text).map(StorableText::of).toArray(String[]::new);
    }

    /** Returns those behind a number, in their order, at most so many. One may come behind a higher one that was seen before. */
    public List<ErasedRecording> after(long number, int most) {
        return transactions
                .client()
                .sql("SELECT number, name, digest, erased_at FROM erased_recording JOIN site ON site.id ="
                        + " erased_recording.site WHERE number > :number ORDER BY number LIMIT :most")
                .param("number", number)
                .param("most", most)
                .query((row, index) -> new ErasedRecording(
                        row.getLong(1),
                        row.getString(2),
                        row.getBytes(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }
}
