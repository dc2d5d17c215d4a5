package io.ucmbilling.watching;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The series of one scrape, with the labels that Prometheus adds to each, and their values. */
record Scrape(Map<String, String> values) {
    private static final Pattern LINE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)$");

    /** Reads the text that the gateway answered. */
    static Scrape of(String text, String instance) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            String own = line.group(2) == null ? "" : "," + line.group(2);
            values.put(line.group(1) + "{job=\"gateway\",instance=\"" + instance + "\"" + own + "}", line.group(3));
        }
        return new Scrape(values);
    }

    static Scrape empty() {
        return new Scrape(Map.of());
    }

    /** Returns both, of two targets. */
    Scrape and(Scrape other) {
        Map<String, String> both = new LinkedHashMap<>(values);
        both.putAll(other.values);
        return new Scrape(both);
    }

    /** Returns those of some names. */
    Scrape only(String... names) {
        return new Scrape(values.entrySet().stream()
                .filter(series -> List.of(names).contains(name(series.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Returns them as another target would tell them. */
    Scrape from(String instance) {
        return new Scrape(values.entrySet().stream()
                .collect(Collectors.toMap(
                        series -> series.getKey().replaceFirst("instance=\"[^\"]*", "instance=\"" + instance),
                        Map.Entry::getValue)));
    }

    /** Returns the names of all series. */
    Set<String> names() {
        return values.keySet().stream().map(Scrape::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(String series) {
        return series.substring(0, series.indexOf('{'));
    }

    /** Returns the value of the only series that has all these texts in it. */
    double value(String... parts) {
        return values.entrySet().stream()
                .filter(series -> Set.of(parts).stream().allMatch(series.getKey()::contains))
                .map(series -> Double.valueOf(series.getValue()))
                .reduce((one, other) -> {
                    throw new AssertionError("several series have " + Set.of(parts));
                })
                .orElseThrow(() -> new AssertionError("no series has " + Set.of(parts)));
    }
}
