package io.ucmbilling.report.filter;

import io.ucmbilling.contract.Excerpt;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Form <i>CDR Filter</i> as it was filled in, before anything is understood: what was typed is shown again, right or wrong.
 *
 * @param values by field, in the order of {@link FilterField}; a field without one is left out
 */
public record FilterForm(Map<FilterField, List<String>> values) {
    /** Period of an address that asks for all calls that are kept. */
    static final String ALL = "all";

    /** Values of one field that are looked at; a form has no more sites or directions than that. */
    private static final int MOST_VALUES = 1_000;

    /** Characters of a value that are looked at, enough for each of several numbers of any length that is taken. */
    private static final int LONGEST = 4_000;

    /** Unknown names that are told. */
    private static final int MOST_TOLD = 5;

    private static final char COMMA = ',';
    private static final char ESCAPE = '\\';

    public FilterForm {
        Map<FilterField, List<String>> sorted = new LinkedHashMap<>();
        for (FilterField field : FilterField.values()) {
            List<String> given = values.getOrDefault(field, List.of());
            if (!given.isEmpty()) {
                sorted.put(field, List.copyOf(given));
            }
        }
        values = sorted;
    }

    /**
     * Reads a form from the parameters of an address. Those of other names, and empty values, are left out. What is given several times for
     * a field with several by commas stands there by commas. If both dates are sent empty, all calls are meant, whatever range was shown.
     */
    public static FilterForm of(Map<String, String[]> parameters) {
        Map<FilterField, List<String>> values = new LinkedHashMap<>();
        for (FilterField field : FilterField.values()) {
            List<String> given = new ArrayList<>();
            for (String value : parameters.getOrDefault(field.parameter(), new String[0])) {
                String stripped = value.strip();
                if (!stripped.isEmpty() && given.size() < MOST_VALUES) {
                    given.add(stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped);
                }
            }
            values.put(field, field.isByCommas() && given.size() > 1 ? List.of(String.join(", ", given)) : given);
        }
        if (isOfAll(parameters.keySet(), values)) {
            values.put(FilterField.PERIOD, List.of(ALL));
        }
        return new FilterForm(values);
    }

    private static boolean isOfAll(Set<String> parameters, Map<FilterField, List<String>> values) {
        List<FilterField> dates = List.of(FilterField.FROM, FilterField.TO);
        return dates.stream().anyMatch(date -> parameters.contains(date.parameter()))
                && dates.stream()
                        .allMatch(date -> values.getOrDefault(date, List.of()).isEmpty());
    }

    /** Returns those names of parameters that are no field's, as they may be told, {@value #MOST_TOLD} at most. */
    public static List<String> unknown(Collection<String> parameters) {
        Set<String> known =
                Stream.of(FilterField.values()).map(FilterField::parameter).collect(Collectors.toSet());
        return parameters.stream()
                .filter(name -> !known.contains(name))
                .limit(MOST_TOLD)
                .map(Excerpt::masked)
                .toList();
    }

    /** Reads a form from the query of an address, with or without a question mark. What cannot be read in it is left out. */
    public static FilterForm ofAddress(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String part : query.replaceFirst("^[^?]*\\?", "").split("&", MOST_VALUES)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters
                        .computeIfAbsent(part.substring(0, equals), name -> new ArrayList<>())
                        .add(decoded(part.substring(equals + 1)));
            }
        }
        Map<String, String[]> all = new LinkedHashMap<>();
        parameters.forEach((name, values) -> all.put(name, values.toArray(String[]::new)));
        return of(all);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Returns what stands in a field of one value; empty: nothing does. */
    public String text(FilterField field) {
        return all(field).isEmpty() ? "" : all(field).getFirst();
    }

    /** Returns what was chosen of a field that takes several. */
    public List<String> all(FilterField field) {
        return values.getOrDefault(field, List.of());
    }

    /** Returns whether a value was chosen. */
    public boolean has(FilterField field, String value) {
        return all(field).contains(value);
    }

    public boolean isEmpty(FilterField field) {
        return all(field).isEmpty();
    }

    /** Returns a text as it is one of several by commas. */
    public static String item(String text) {
        return text.replace("\\", "\\\\").replace(",", "\\,");
    }

    /** Returns what {@link #item} has written, with commas between. A backslash before anything else is itself. */
    static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean escapes = character == ESCAPE && i + 1 < text.length() && isEscaped(text.charAt(i + 1));
            if (escapes) {
                i++;
                item.append(text.charAt(i));
            } else if (character == COMMA) {
                items.add(item.toString());
                item.setLength(0);
            } else {
                item.append(character);
            }
        }
        items.add(item.toString());
        return items;
    }

    private static boolean isEscaped(char character) {
        return character == ESCAPE || character == COMMA;
    }

    /** Returns the same form with one field filled in otherwise; without a value it is empty. */
    public FilterForm with(FilterField field, String... filled) {
        Map<FilterField, List<String>> changed = new LinkedHashMap<>(values);
        changed.put(field, List.of(filled));
        return new FilterForm(changed);
    }

    /** Returns the query of an address that shows this form, without a question mark; empty: nothing is filled in. */
    public String address() {
        return values.entrySet().stream()
                .flatMap(field -> field.getValue().stream()
                        .map(value ->
                                field.getKey().parameter() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
    }
}
