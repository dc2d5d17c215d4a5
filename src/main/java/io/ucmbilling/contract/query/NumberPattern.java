package io.ucmbilling.contract.query;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/** One item of a pattern list of caller, callee or answeredby (guide, <i>CDR API URL parameters</i>; contract S2). */
public sealed interface NumberPattern {

    /**
     * Returns whether the value matches, case counting. It does exactly what the store's SQL does, and is the reference
     * for its tests.
     */
    boolean matches(String value);

    /** The exact value. */
    record Exact(String value) implements NumberPattern {
        @Override
        public boolean matches(String value) {
            return this.value.equals(value);
        }
    }

    /** {@code @} stands for any characters, also none, {@code _} for exactly one. The whole value must match. */
    record Wildcard(String text) implements NumberPattern {
        /** Taken whole or not at all, so that a long run is not tried from each of its places. */
        private static final Pattern RUN = Pattern.compile("[@_]++");

        /**
         * Returns the one that is the same for all wildcards that match the same: {@code @} once and behind any {@code
         * _} beside it.
         */
        public Wildcard simplified() {
            return new Wildcard(RUN.matcher(text).replaceAll(run -> simplified(run.group())));
        }

        private static String simplified(String run) {
            return run.contains("@") ? run.replace("@", "") + "@" : run;
        }

        @Override
        public boolean matches(String value) {
            return new WildcardSet(List.of(this)).matches(value);
        }
    }

    /** Both bounds inclusive. A value that is not all ASCII digits counts as 0, an empty one too. */
    record Range(BigInteger low, BigInteger high) implements NumberPattern {
        @Override
        public boolean matches(String value) {
            BigInteger number = value.matches("[0-9]+") ? new BigInteger(value) : BigInteger.ZERO;
            return low.compareTo(number) <= 0 && number.compareTo(high) <= 0;
        }
    }
}
