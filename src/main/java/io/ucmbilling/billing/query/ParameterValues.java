package io.ucmbilling.billing.query;

import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.query.RawQuery.QueryEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a query's parameters, checked and read (billing contract B1). Immutable. */
public final class ParameterValues {
    private static final int DEFAULT_LIMIT = 100;

    private final Map<String, List<Object>> values;
    private final Map<String, String> texts;

    private ParameterValues(Map<String, List<Object>> values, Map<String, String> texts) {
        this.values = Map.copyOf(values);
        this.texts = Map.copyOf(texts);
    }

    /**
     * Reads the values in the order of the query. A period in front of a wrong value is looked at before it.
     *
     * @param known the parameters, which all names of the query are among
     * @throws ProblemException tells the first wrong value
     */
    public static ParameterValues read(RawQuery query, Collection<Parameter<?>> known) {
        Map<String, Parameter<?>> byName = new HashMap<>();
        known.forEach(parameter -> byName.put(parameter.name(), parameter));
        Map<String, List<Object>> values = new HashMap<>();
        Map<String, String> texts = new HashMap<>();
        for (QueryEntry entry : query.entries()) {
            Parameter<?> parameter = byName.get(entry.name());
            if (parameter != null) {
                try {
                    read(entry, parameter, values);
                } catch (ProblemException e) {
                    Period.refuseReversed(new ParameterValues(values, texts));
                    throw e;
                }
                texts.put(entry.name(), entry.text());
            }
        }
        return new ParameterValues(values, texts);
    }

    private static void read(QueryEntry entry, Parameter<?> parameter, Map<String, List<Object>> values) {
        String text = entry.text();
        if (!parameter.several() && values.containsKey(parameter.name())) {
            throw new ProblemException(Problem.wrongValue(parameter.name(), text, "the parameter once"));
        }
        List<String> items = parameter.several() ? items(parameter, text) : List.of(text);
        List<Object> found = values.computeIfAbsent(parameter.name(), _ -> new ArrayList<>());
        for (String item : items) {
            found.add(parameter.format().reader().read(item).orElseThrow(() -> refused(parameter, item)));
        }
    }

    /** Returns the items between the commas. A comma inside is {@code \,}, a backslash {@code \\}. An empty item is wrong. */
    private static List<String> items(Parameter<?> parameter, String text) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                if (i == text.length() || (text.charAt(i) != ',' && text.charAt(i) != '\\')) {
                    throw new ProblemException(Problem.wrongValue(
                            parameter.name(), text, "a backslash only before a comma or a backslash"));
                }
                item.append(text.charAt(i));
            } else if (c == ',') {
                items.add(item.toString());
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        items.add(item.toString());
        if (items.contains("")) {
            throw new ProblemException(Problem.wrongValue(
                    parameter.name(),
                    text,
                    "a list without an empty item, each " + parameter.format().expected()));
        }
        return items;
    }

    private static ProblemException refused(Parameter<?> parameter, String value) {
        return new ProblemException(
                Problem.wrongValue(parameter.name(), value, parameter.format().expected()));
    }

    /** Returns how many items a page has. */
    public int limit() {
        return one(Parameter.LIMIT).orElse(DEFAULT_LIMIT);
    }

    /** Returns the value of a parameter as it was sent, for a message; empty: it was not sent. */
    String text(Parameter<?> parameter) {
        return texts.getOrDefault(parameter.name(), "");
    }

    /** Returns the value of a parameter; empty: it was not sent. */
    public <T> Optional<T> one(Parameter<T> parameter) {
        return all(parameter).stream().findFirst();
    }

    /** Returns all values of a parameter in the order in which they were sent; empty: it was not sent. */
    @SuppressWarnings("unchecked") // They were read by the parameter's own format.
    public <T> List<T> all(Parameter<T> parameter) {
        return (List<T>) (List<?>) List.copyOf(values.getOrDefault(parameter.name(), List.of()));
    }

    /**
     * Returns what those parameters ask for, part by part and in one spelling, whatever the spelling and order in which they were sent.
     * Parameters that were not sent are left out.
     */
    public List<String> asUnderstood(Collection<Parameter<?>> parameters) {
        List<String> parts = new ArrayList<>();
        for (Parameter<?> parameter : parameters) {
            List<String> items = all(parameter).stream()
                    .map(Object::toString)
                    .distinct()
                    .sorted()
                    .toList();
            if (!items.isEmpty()) {
                parts.add(parameter.name());
                parts.add(Integer.toString(items.size()));
                parts.addAll(items);
            }
        }
        return parts;
    }
}
