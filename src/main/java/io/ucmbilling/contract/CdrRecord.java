package io.ucmbilling.contract;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One leg's record as a UCM gave it: each known field's value character for character, and the fields no known
 * generation has. Immutable. Equal when all values are equal.
 *
 * <p>A field that the record's generation has is never null: the newest firmware leaves empty ones out, and what was left
 * out reads as empty. Null is a field that the generation lacks. The generation is that of the newest known field present.
 */
public final class CdrRecord implements PageEntry {
    /** In the order of their generations. */
    private static final Field[] FIELDS = Field.values();

    private final @Nullable String[] values;
    private final Map<String, String> others;
    private final Map<String, String> replaced;
    private final int begin;
    private final int end;
    private final int generation;

    private CdrRecord(Builder builder) {
        this.values = builder.values.clone();
        this.others = unmodifiable(builder.others);
        this.replaced = unmodifiable(builder.replaced);
        this.begin = builder.begin;
        this.end = builder.end;
        int newest = FIELDS.length - 1;
        while (newest > 0 && values[newest] == null) {
            newest--;
        }
        this.generation = FIELDS[newest].generation();
        for (int i = 0; i < FIELDS.length && has(FIELDS[i]); i++) {
            if (values[i] == null) {
                values[i] = "";
            }
        }
    }

    private static Map<String, String> unmodifiable(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(map);
    }

    /** Returns the value as given, empty if it was left out, null if the record's generation lacks the field. */
    public @Nullable String get(Field field) {
        return values[field.ordinal()];
    }

    /** Returns the value as given, empty also if the record's generation lacks the field. */
    public String text(Field field) {
        String value = values[field.ordinal()];
        return value == null ? "" : value;
    }

    /** Returns the generation, 1 to 4. See {@link Field#generation()}. */
    public int generation() {
        return generation;
    }

    /** Returns whether the record's generation has the field. */
    public boolean has(Field field) {
        return field.generation() <= generation;
    }

    /** Returns the fields of no known generation, in the order in which they came. Unmodifiable, mostly empty. */
    public Map<String, String> others() {
        return others;
    }

    /**
     * Returns, by wire name, how the values came that have U+FFFD in place of what no text can hold (contract U11):
     * bytes that are no UTF-8, and NUL, as {@code \xNN}, the rest as it stood on the wire. Unmodifiable, mostly empty.
     */
    public Map<String, String> replaced() {
        return replaced;
    }

    /** Returns the place at which its text begins in the answer, in bytes; -1: it was not read from one. */
    public int begin() {
        return begin;
    }

    /** Returns the place at which its text ends in the answer, exclusive, in bytes; -1: it was not read from one. */
    public int end() {
        return end;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CdrRecord that
                && Arrays.equals(values, that.values)
                && others.equals(that.others)
                && replaced.equals(that.replaced);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values) * 31 + others.hashCode();
    }

    /** Returns every value that is present, by wire name: for people and for quarantine. */
    @Override
    public String toString() {
        Map<String, String> all = new LinkedHashMap<>();
        for (Field field : FIELDS) {
            String value = values[field.ordinal()];
            if (value != null) {
                all.put(field.wireName(), value);
            }
        }
        all.putAll(others);
        return all.toString();
    }

    /** Builder of one record. Used once. */
    public static final class Builder {
        private final @Nullable String[] values = new @Nullable String[FIELDS.length];
        private @Nullable Map<String, String> others;
        private @Nullable Map<String, String> replaced;
        private int begin = -1;
        private int end = -1;

        /** Sets a known field. The last value set counts. */
        public Builder set(Field field, @Nullable String value) {
            values[field.ordinal()] = value;
            return this;
        }

        /** Sets a field by its wire name, known or not. */
        public Builder set(String wireName, String value) {
            Field field = Field.named(wireName);
            if (field != null) {
                return set(field, value);
            }
            others = Objects.requireNonNullElseGet(others, LinkedHashMap::new);
            others.put(wireName, value);
            return this;
        }

        /** Sets how the value under that wire name came, see {@link CdrRecord#replaced}. */
        public Builder replaced(String wireName, String raw) {
            replaced = Objects.requireNonNullElseGet(replaced, LinkedHashMap::new);
            replaced.put(wireName, raw);
            return this;
        }

        /** Copies every value of a record. */
        public Builder from(CdrRecord record) {
            System.arraycopy(record.values, 0, values, 0, values.length);
            record.others.forEach(this::set);
            record.replaced.forEach(this::replaced);
            return this;
        }

        /** Sets the place of its text in the answer, the end exclusive. */
        public Builder at(int from, int to) {
            begin = from;
            end = to;
            return this;
        }

        public CdrRecord build() {
            return new CdrRecord(this);
        }
    }
}
