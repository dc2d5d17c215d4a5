package io.ucmbilling.cdrapi.export;

/**
 * Answer that was given to a request, as it is counted.
 *
 * @param kind of a page of cdrapi its format, {@code csv}, {@code xml} or {@code json}; of the newer API the action; else
 *     {@code none}
 */
public record ServedAnswer(RequestOutcome outcome, String kind) {
    public static final String NO_KIND = "none";

    /** An answer that is of no kind. */
    public static ServedAnswer of(RequestOutcome outcome) {
        return new ServedAnswer(outcome, NO_KIND);
    }
}
