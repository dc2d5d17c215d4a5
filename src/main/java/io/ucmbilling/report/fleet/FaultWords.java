package io.ucmbilling.report.fleet;

import io.ucmbilling.ucm.site.FaultKind;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fault in plain words.
 *
 * @param kind as it is stored
 * @param what key of what happened
 * @param advice key of what to do about it
 * @param message what was found and expected, as the gateway noted it; null: not known
 * @param at when it came, by the clock of the site; empty: not known
 */
record FaultWords(
        String kind, String what, String advice, @Nullable String message, String at) {
    private static final Set<String> KNOWN =
            Arrays.stream(FaultKind.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    static FaultWords of(String kind, @Nullable String message, String at) {
        String key = "fleet.fault." + (KNOWN.contains(kind) ? kind : "OTHER");
        return new FaultWords(kind, key, key + ".advice", message, at);
    }
}
