package io.ucmbilling.report.filter;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with a field, to be told beside it.
 *
 * @param text key in the text bundle
 * @param arguments of that text: what was found, as it was typed
 */
public record FieldError(FilterField field, String text, List<String> arguments) {
    static FieldError of(FilterField field, String text, String... arguments) {
        return new FieldError(field, "filter.error." + text, List.of(arguments));
    }

    /** Returns the names of the fields that are wrong, as they stand in an address, by commas. */
    public static String names(List<FieldError> errors) {
        return errors.stream()
                .map(error -> error.field().parameter())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
