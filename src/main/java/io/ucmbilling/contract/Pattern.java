package io.ucmbilling.contract;

import java.math.BigInteger;

/** One item of a pattern list of caller, callee or answeredby (guide, <i>CDR API URL parameters</i>; contract S2). */
public sealed interface Pattern {

    /** Whether the value matches, case counting. Exactly what the store's SQL does; the reference for its tests. */
    boolean matches(String value);

    /** The exact value. */
    record Exact(String value) implements Pattern {
        @Override
        public boolean matches(String value) {
            return this.value.equals(value);
        }
    }

    /** {@code @} stands for any characters, also none, {@code _} for exactly one; the whole value must match. */
    record Wildcard(String text) implements Pattern {
        @Override
        public boolean matches(String value) {
            throw new UnsupportedOperationException("wildcard");
        }
    }

    /** Both bounds inclusive. A value that is not all ASCII digits counts as 0, an empty one too. */
    record Range(BigInteger low, BigInteger high) implements Pattern {
        @Override
        public boolean matches(String value) {
            throw new UnsupportedOperationException("range");
        }
    }
}
