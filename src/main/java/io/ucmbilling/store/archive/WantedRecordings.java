package io.ucmbilling.store.archive;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The archive's table: which recordings of a site are to be fetched, and what became of each. Sites must be registered. */
public interface WantedRecordings {

    /** Fate of a recording. */
    enum State {
        /** To be fetched. */
        WANTED,
        /** Came whole. */
        KEPT,
        /** The UCM did not have it, asked several times. */
        MISSING,
        /** It never came whole. */
        BROKEN
    }

    /**
     * One recording.
     *
     * @param directory what filedir takes
     * @param name with its month folder, if it has one
     * @param startedAt start of the leg that names it, or the epoch in its name
     * @param tries tries in vain
     */
    record Wanted(String directory, String name, Instant startedAt, int tries) {}

    /**
     * Adds those that legs name in {@code recordfiles} and that are not known yet.
     *
     * @param from of the legs' starts, inclusive
     * @param dueAt not to be tried before
     * @return how many were added
     */
    int wantOfLegs(String site, Instant from, Instant dueAt);

    /** Adds those that are not known yet. Returns how many these were. */
    int want(String site, Collection<Wanted> recordings, Instant dueAt);

    /** Returns the one to try next, that with the earliest start; empty: none is due. */
    Optional<Wanted> next(String site, Instant now);

    /** Notes that it came whole. */
    void kept(String site, Wanted recording, long length, byte[] sha256, Instant at);

    /** Notes that it is tried again, not before {@code dueAt}, with one try in vain more. */
    void again(String site, Wanted recording, Instant dueAt);

    /** Notes that it is not tried any more. */
    void givenUp(String site, Wanted recording, State state);

    /** Returns the state of one; null: not in the table. */
    @Nullable
    State state(String site, String directory, String name);

    /**
     * A recording of any site.
     *
     * @param site the site's id, known or not
     * @param name with its month folder, if it has one
     */
    record ArchivedFile(String site, String directory, String name) {}

    /** Returns the states of recordings, in one statement; those not in the table are left out. */
    Map<ArchivedFile, State> states(Collection<ArchivedFile> files);

    /** Returns how many are in each state; those with none are left out. */
    Map<State, Long> counts(String site);

    /** Returns those that are missing or broken, the newest first, at most that many. */
    List<Wanted> missing(String site, int most);

    /** Returns whether any leg of the site that starts from then on is of the guide's age, whose records name no recordings. */
    boolean hasNamelessLegs(String site, Instant from);
}
