package io.ucmbilling.startup;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/** The keys that a misspelt one could have been, found in the record that is bound. */
final class KnownKeys {
    private KnownKeys() {}

    /**
     * Returns the known keys on the level of the unknown one.
     *
     * @param unknown the whole key
     * @param prefix what the type is bound to
     * @param type a record, or a map of records
     * @return such as {@code : one of address, path}; empty if the type does not say
     */
    static String beside(ConfigurationPropertyName unknown, ConfigurationPropertyName prefix, ResolvableType type) {
        ResolvableType level = type;
        for (int i = prefix.getNumberOfElements(); i < unknown.getNumberOfElements(); i++) {
            Class<?> found = level.resolve(Object.class);
            if (Map.class.isAssignableFrom(found)) {
                level = level.as(Map.class).getGeneric(1);
                continue;
            }
            if (!found.isRecord()) {
                return "";
            }
            String element = unknown.getElement(i, Form.UNIFORM);
            var component = Stream.of(found.getRecordComponents())
                    .filter(known -> known.getName().equalsIgnoreCase(element))
                    .findFirst();
            if (component.isEmpty()) {
                return ": one of " + names(found);
            }
            level = ResolvableType.forType(component.get().getGenericType());
        }
        return "";
    }

    private static String names(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(DataObjectPropertyName::toDashedForm)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
