package io.ucmbilling.report.fleet;

import java.time.Duration;
import org.springframework.context.MessageSourceResolvable;

/**
 * A text of the bundle with what is filled in, which may be phrases again.
 *
 * @param key in the bundle
 */
record Phrase(String key, Object... arguments) implements MessageSourceResolvable {
    private static final long SECONDS_SHOWN = 120;
    private static final long MINUTES_SHOWN = 120;
    private static final long HOURS_SHOWN = 48;

    /** Returns a duration in its one largest unit that says enough: 90 s, 12 min, 5 h, 3 days. */
    static Phrase span(Duration duration) {
        Duration length = duration.abs();
        if (length.toSeconds() < SECONDS_SHOWN) {
            return new Phrase("fleet.span.seconds", length.toSeconds());
        }
        if (length.toMinutes() < MINUTES_SHOWN) {
            return new Phrase("fleet.span.minutes", length.toMinutes());
        }
        return length.toHours() < HOURS_SHOWN
                ? new Phrase("fleet.span.hours", length.toHours())
                : new Phrase("fleet.span.days", length.toDays());
    }

    @Override
    public String[] getCodes() {
        return new String[] {key};
    }

    @Override
    public Object[] getArguments() {
        return arguments.clone();
    }
}
