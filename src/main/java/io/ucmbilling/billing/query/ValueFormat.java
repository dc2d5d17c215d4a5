package io.ucmbilling.billing.query;

import java.util.Optional;

/**
 * A way to read a parameter's value.
 *
 * @param expected what is accepted, as the end of a sentence: {@code a whole number from 1 to 1000}
 * @param schema the same for the OpenAPI document
 * @param reader gives empty for what is not accepted
 */
public record ValueFormat<T>(String expected, ValueSchema schema, Reader<T> reader) {

    /** Makes the format of a text that is read. */
    public ValueFormat(String expected, Reader<T> reader) {
        this(expected, ValueSchema.TEXT, reader);
    }

    /** Function that reads a value. */
    @FunctionalInterface
    public interface Reader<T> {
        Optional<T> read(String value);
    }
}
