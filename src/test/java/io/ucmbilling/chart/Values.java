package io.ucmbilling.chart;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** Values of the chart as maps. */
final class Values {
    private Values() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> read(String yaml) {
        Map<String, Object> values = new Yaml().load(yaml);
        return values == null ? Map.of() : values;
    }

    static String text(Map<String, Object> values) {
        return new Yaml().dump(values);
    }

    /** Returns the first with the second upon it, map by map. */
    static Map<String, Object> merged(String below, String above) {
        return merged(read(below), read(above));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> merged(Map<String, Object> below, Map<String, Object> above) {
        Map<String, Object> all = new LinkedHashMap<>(below);
        above.forEach((key, value) -> all.merge(
                key,
                value,
                (former, latter) -> former instanceof Map<?, ?> && latter instanceof Map<?, ?>
                        ? merged((Map<String, Object>) former, (Map<String, Object>) latter)
                        : latter));
        return all;
    }
}
