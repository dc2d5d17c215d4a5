package io.ucmbilling.testing;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The seeds of tests that play at random. They are fixed, so that a build never turns red by chance; {@code -Dseed=…} plays that
 * one instead, and {@code ./mvnw -Psoak verify} new ones, see {@code SeedSoak}.
 */
public final class Seeds {
    /** Of the tests that take their seeds here; jqwik's properties need none. */
    public static final String TAG = "seeds";
    /** The system property with the one seed to play. */
    public static final String PROPERTY = "seed";

    private Seeds() {}

    /** The one told; null: none is told. */
    static @Nullable Long told() {
        return Long.getLong(PROPERTY);
    }

    /** The one told, or else these. */
    public static Stream<Long> orElse(long... fixed) {
        Long told = told();
        return told == null ? LongStream.of(fixed).boxed() : Stream.of(told);
    }
}
