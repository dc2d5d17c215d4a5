package io.ucmbilling.contract;

import java.util.List;
import java.util.stream.Stream;

/**
 * Shapes of a served record, by the number of its fields: one shape per firmware generation (contract S5). The number
 * is the count of keys of a flat JSON item, so that 33 and 44 count the leading {@code cdr} that CSV and XML do not
 * have.
 */
public enum Shape {
    KEYS_22(22, 1),
    KEYS_27(27, 2),
    KEYS_33(33, 3),
    KEYS_44(44, 4);

    private final int keys;
    private final List<Field> fields;

    Shape(int keys, int generation) {
        this.keys = keys;
        this.fields = Stream.of(Field.values())
                .filter(field -> field.generation() <= generation)
                .toList();
    }

    /** Returns the number: 22, 27, 33 or 44. */
    public int keys() {
        return keys;
    }

    /** Returns the fields of a leg in their order, without the leading {@code cdr}. */
    public List<Field> fields() {
        return fields;
    }

    /** Returns whether JSON groups the legs of a call into one item (33 and 44). */
    public boolean nested() {
        return keys > fields.size();
    }

    /**
     * Returns whether the leading {@code cdr} of a JSON item holds the session (33). Firmware of 44 keys leaves it
     * empty.
     */
    public boolean fillsCdr() {
        return this == KEYS_33;
    }

    /** Returns the JSON key of the array of items: {@code cdr}, or {@code cdr_root} if items nest. */
    public String container() {
        return nested() ? "cdr_root" : "cdr";
    }

    /**
     * Returns the shape of that many keys.
     *
     * @throws IllegalArgumentException for any other number than 22, 27, 33 and 44
     */
    public static Shape of(int keys) {
        return Stream.of(values())
                .filter(shape -> shape.keys == keys)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(keys + " is no shape, expected 22, 27, 33 or 44"));
    }
}
