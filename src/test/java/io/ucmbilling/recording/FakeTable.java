package io.ucmbilling.recording;

import io.ucmbilling.store.archive.WantedRecordings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The archive's table of one site in memory. */
public final class FakeTable implements WantedRecordings {
    /** What legs name; taken over when it is looked for. */
    final List<Wanted> ofLegs = new ArrayList<>();

    boolean nameless;

    /** Thrown where it is looked for what legs name; null: nothing is. */
    volatile @Nullable Error broken;

    /** How often that was looked for. */
    volatile int looks;

    /** How often states of many were asked for. */
    public int stateLooks;

    private final Map<String, Row> rows = new LinkedHashMap<>();

    private record Row(Wanted wanted, State state, Instant dueAt) {}

    private static String key(Wanted wanted) {
        return wanted.directory() + "/" + wanted.name();
    }

    @Override
    public int wantOfLegs(String site, Instant from, Instant dueAt) {
        looks++;
        Error error = broken;
        if (error != null) {
            throw error;
        }
        return want(
                site,
                ofLegs.stream()
                        .filter(wanted -> !wanted.startedAt().isBefore(from))
                        .toList(),
                dueAt);
    }

    @Override
    public int want(String site, Collection<Wanted> recordings, Instant dueAt) {
        int before = rows.size();
        recordings.forEach(wanted -> rows.putIfAbsent(key(wanted), new Row(wanted, State.WANTED, dueAt)));
        return rows.size() - before;
    }

    @Override
    public Optional<Wanted> next(String site, Instant now) {
        return rows.values().stream()
                .filter(row -> row.state() == State.WANTED && !row.dueAt().isAfter(now))
                .map(Row::wanted)
                .min(Comparator.comparing(Wanted::startedAt));
    }

    @Override
    public void kept(String site, Wanted recording, long length, byte[] sha256, Instant at) {
        put(recording, State.KEPT, at);
    }

    @Override
    public void again(String site, Wanted recording, Instant dueAt) {
        put(
                new Wanted(recording.directory(), recording.name(), recording.startedAt(), recording.tries() + 1),
                State.WANTED,
                dueAt);
    }

    @Override
    public void givenUp(String site, Wanted recording, State state) {
        put(recording, state, Instant.MAX);
    }

    private void put(Wanted recording, State state, Instant dueAt) {
        rows.put(key(recording), new Row(recording, state, dueAt));
    }

    @Override
    public @Nullable State state(String site, String directory, String name) {
        Row row = rows.get(directory + "/" + name);
        return row == null ? null : row.state();
    }

    @Override
    public Map<ArchivedFile, State> states(Collection<ArchivedFile> files) {
        stateLooks++;
        Map<ArchivedFile, State> states = new LinkedHashMap<>();
        for (ArchivedFile file : files) {
            Row row = rows.get(file.directory() + "/" + file.name());
            if (row != null) {
                states.put(file, row.state());
            }
        }
        return states;
    }

    @Override
    public Map<State, Long> counts(String site) {
        return rows.values().stream().collect(Collectors.groupingBy(Row::state, Collectors.counting()));
    }

    @Override
    public List<Wanted> missing(String site, int most) {
        return rows.values().stream()
                .filter(row -> row.state() == State.MISSING || row.state() == State.BROKEN)
                .map(Row::wanted)
                .toList();
    }

    @Override
    public boolean hasNamelessLegs(String site, Instant from) {
        return nameless;
    }
}
