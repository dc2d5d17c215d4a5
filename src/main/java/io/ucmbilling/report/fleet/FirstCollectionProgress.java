package io.ucmbilling.report.fleet;

import io.ucmbilling.store.watch.SiteCollection.OpenDays;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a first collection has come. Each day is read, and later once more, until nothing new comes.
 *
 * @param read days read at least once
 * @param left how long it will take, or why that is not known
 */
record FirstCollectionProgress(long read, long days, Phrase left) {
    /** Of one day alone nobody knows how long the next one takes. */
    private static final long FEWEST = 2;

    /**
     * Returns the progress of days that are not done.
     *
     * @param halted whether the site does not answer
     */
    static FirstCollectionProgress of(OpenDays open, boolean halted, Instant now) {
        return new FirstCollectionProgress(open.read(), open.days(), words(open, halted, now));
    }

    /** Returns whether days were not read yet. */
    boolean isReading() {
        return read < days;
    }

    private static Phrase words(OpenDays open, boolean halted, Instant now) {
        if (halted) {
            return new Phrase("fleet.first.halted");
        }
        if (open.read() == open.days()) {
            return new Phrase("fleet.first.again", open.confirmed());
        }
        Duration left = left(open, now);
        return left == null ? new Phrase("fleet.first.unknown") : new Phrase("fleet.first.left", Phrase.span(left));
    }

    /** Returns as long as the days since the first one took, for each that is to come; null: too few were read. */
    private static @Nullable Duration left(OpenDays open, Instant now) {
        Instant begun = open.firstReadAt();
        if (begun == null || open.readOnce() < FEWEST || now.isBefore(begun)) {
            return null;
        }
        return Duration.between(begun, now).dividedBy(open.readOnce() - 1).multipliedBy(open.days() - open.read());
    }
}
