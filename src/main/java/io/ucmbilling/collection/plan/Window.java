package io.ucmbilling.collection.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span of start instants to read, both bounds inclusive, whole seconds.
 *
 * @param to null: open, so that what a clock that runs ahead stamps is read too
 */
public record Window(Instant from, @Nullable Instant to) {
    static final Duration STRIDE = Duration.ofDays(1);

    /** Returns everything from then on, as one window. */
    static Window openFrom(Instant from) {
        return new Window(Instant.ofEpochSecond(from.getEpochSecond()), null);
    }

    /**
     * Returns everything from then on, in strides of a day. So offsets stay small, and after a fault nothing is read
     * from the start again.
     */
    static List<Window> openFrom(Instant from, Instant now) {
        List<Window> windows = new ArrayList<>();
        Instant start = Instant.ofEpochSecond(from.getEpochSecond());
        while (start.plus(STRIDE).plus(STRIDE.dividedBy(2)).isBefore(now)) {
            windows.add(new Window(start, start.plus(STRIDE).minusSeconds(1)));
            start = start.plus(STRIDE);
        }
        windows.add(openFrom(start));
        return windows;
    }

    /**
     * Returns the two halves, the earlier first, for a UCM whose offset does not get beyond one page.
     *
     * @param now an open window is halved as if it ended then
     * @return empty if the window is a single second
     */
    public List<Window> halves(Instant now) {
        long end = to == null ? Math.max(now.getEpochSecond(), from.getEpochSecond()) : to.getEpochSecond();
        long middle = from.getEpochSecond() + (end - from.getEpochSecond()) / 2;
        if (end <= from.getEpochSecond()) {
            return List.of();
        }
        return List.of(
                new Window(from, Instant.ofEpochSecond(middle)), new Window(Instant.ofEpochSecond(middle + 1), to));
    }

    @Override
    public String toString() {
        return from + " to " + (to == null ? "now" : to);
    }
}
