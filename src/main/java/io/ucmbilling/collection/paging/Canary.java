package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The test whether a UCM that answers nothing still answers what is known. One that does not has deleted nothing, and
 * is not believed (contract U7).
 */
final class Canary {
    private final PageCollector pages;
    private @Nullable Question answered;

    Canary(PageCollector pages) {
        this.pages = pages;
    }

    private record Question(Window window, long offset) {}

    /** Notes a question to which something came. */
    void answered(Window window, long offset) {
        answered = new Question(window, offset);
    }

    /**
     * Returns whether legs are known well inside the window that have not departed. Legs are kept by the configured
     * zone, windows count by the UCM's clock. So the difference that was measured is added, and an hour at each end is
     * left out for the clock changes.
     */
    boolean knows(Window window) {
        SiteContext context = pages.context();
        Duration error = Objects.requireNonNullElse(pages.progress().zoneError(), Duration.ZERO);
        Instant from = window.from().plus(error).plus(Duration.ofHours(1));
        Instant to = window.to() == null ? null : window.to().plus(error).minus(Duration.ofHours(1));
        return (to == null || from.isBefore(to))
                && context.census().nthLast(context.id(), from, to, 1).isPresent();
    }

    /** Returns whether the UCM answers the silent window, asked without an end, if anything is known there. */
    boolean answersFrom(Window silent) throws UcmFault {
        return !knows(open(silent)) || stillAnswers(silent);
    }

    /**
     * Asks the last question again to which something came, or for the silent window without an end if there is none.
     * Returns whether something comes.
     */
    boolean stillAnswers(Window silent) throws UcmFault {
        Question question = answered == null ? new Question(open(silent), 0) : answered;
        return !pages.keep(question.window(), question.offset(), 1, legs -> {}).isEmpty();
    }

    private static Window open(Window window) {
        return new Window(window.from(), null);
    }
}
