package io.ucmbilling.report.fleet;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form <i>Collect again</i>, as it was filled in.
 *
 * @param key by which a form that is sent twice is known again
 * @param fromError what is wrong with the first day; null: nothing
 * @param toError what is wrong with the last day, or with all; null: nothing
 */
record CollectForm(
        String from,
        String to,
        String key,
        @Nullable Phrase fromError,
        @Nullable Phrase toError) {
    private static final int LONGEST = 40;

    static CollectForm empty() {
        return new CollectForm("", "", UUID.randomUUID().toString(), null, null);
    }

    static CollectForm of(String from, String to, String key) {
        boolean known = key.matches("[0-9a-f-]{36}");
        return new CollectForm(
                cut(from), cut(to), known ? key : UUID.randomUUID().toString(), null, null);
    }

    private static String cut(String typed) {
        String text = typed.strip();
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    /** Returns the form with what is wrong; it gets a new key, as it was not taken. */
    CollectForm with(@Nullable Phrase wrongFrom, @Nullable Phrase wrongTo) {
        return new CollectForm(from, to, UUID.randomUUID().toString(), wrongFrom, wrongTo);
    }

    /** Returns it checked as far as it can be without its site. */
    CollectForm checked() {
        Phrase wrongFrom = first().isEmpty() ? new Phrase("fleet.collect.date", from) : null;
        Phrase wrongTo = last().isEmpty() ? new Phrase("fleet.collect.date", to) : null;
        if (wrongFrom == null && wrongTo == null && last().get().isBefore(first().get())) {
            wrongTo = new Phrase("fleet.collect.before", to);
        }
        return wrongFrom == null && wrongTo == null ? this : with(wrongFrom, wrongTo);
    }

    boolean isRight() {
        return fromError == null && toError == null;
    }

    /** Returns the first day; empty: what was typed is no date. */
    Optional<LocalDate> first() {
        return date(from);
    }

    /** Returns the last day, inclusive; empty: what was typed is no date. */
    Optional<LocalDate> last() {
        return date(to);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
