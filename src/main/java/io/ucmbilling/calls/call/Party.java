package io.ucmbilling.calls.call;

import org.jspecify.annotations.Nullable;

/**
 * Party of a call (rule C6).
 *
 * @param number as the UCM gave it; null: it gave none
 * @param presented the number inside clid, of a caller only; null: none, or the same number
 * @param name of a caller only; null: not known
 * @param e164 of an outside party only; null: the number is not valid, or no region is configured to read it with
 * @param trunk of an outside party that is shown with it, by name or else by token; null: none
 */
public record Party(
        @Nullable String number,
        @Nullable String presented,
        @Nullable String name,
        @Nullable String e164,
        @Nullable String trunk) {

    /** Returns the party as it is shown to people (contract N7); null: nothing is known of it. */
    public @Nullable String display() {
        String shown = name == null ? number : '"' + name + '"' + (number == null ? "" : "<" + number + ">");
        return shown == null || trunk == null ? shown : shown + " [Trunk: " + trunk + "]";
    }
}
