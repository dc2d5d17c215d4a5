package io.ucmbilling.startup;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/** Words in which a setting's value and its type are told to the operator. */
final class SettingText {
    private static final Pattern SECRET = Pattern.compile("pas|pw|secret|token|credential|private-?key");
    private static final Map<Class<?>, String> EXPECTED = Map.ofEntries(
            Map.entry(Duration.class, "a duration such as 60s, 5m or 2h"),
            Map.entry(Period.class, "a period such as P3Y or P18M"),
            Map.entry(DataSize.class, "a size such as 16MB"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(Integer.class, "a whole number"),
            Map.entry(Long.class, "a whole number"),
            Map.entry(LocalDate.class, "a date such as 2026-01-31"),
            Map.entry(ZoneId.class, "a time zone such as America/Chicago"),
            Map.entry(URI.class, "a URL such as https://ucm.example:8443"),
            Map.entry(InetAddress.class, "an IP address"),
            Map.entry(String.class, "a text"));

    private SettingText() {}

    /** Returns the value in quotes and the place at which it stands. A secret's value is not told. */
    static String found(String key, @Nullable ConfigurationProperty property) {
        if (property == null) {
            return "nothing";
        }
        String value = isSecret(key) ? "a value (not shown)" : "\"" + property.getValue() + "\"";
        return property.getOrigin() == null ? value : value + " (" + property.getOrigin() + ")";
    }

    static boolean isSecret(String key) {
        return SECRET.matcher(key.toLowerCase(Locale.ROOT)).find();
    }

    static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Stream.of(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (Map.class.isAssignableFrom(type) || type.isRecord()) {
            return "further keys below it";
        }
        return EXPECTED.getOrDefault(
                ClassUtils.resolvePrimitiveIfNecessary(type), "a value of type " + type.getSimpleName());
    }
}
