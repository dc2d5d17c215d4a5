package io.ucmbilling.billing.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Form of a parameter's value, as the OpenAPI document tells it.
 *
 * @param type of JSON Schema
 * @param values all that are accepted; empty: they are too many to be listed
 * @param least inclusive; null: no bound
 * @param most inclusive; null: no bound
 */
public record ValueSchema(
        String type,
        List<String> values,
        @Nullable Integer least,
        @Nullable Integer most) {
    /** Any text. */
    public static final ValueSchema TEXT = new ValueSchema("string", List.of(), null, null);

    /** True or false. */
    public static final ValueSchema FLAG = new ValueSchema("boolean", List.of(), null, null);

    public ValueSchema {
        values = List.copyOf(values);
    }

    static ValueSchema number(int least, int most) {
        return new ValueSchema("integer", List.of(), least, most);
    }

    static ValueSchema oneOf(List<String> values) {
        return new ValueSchema("string", values, null, null);
    }
}
