package io.ucmbilling.simulator.examination;

/**
 * What was found about one rule.
 *
 * @param asked the request that told, or the last of several
 * @param found what came; or why it cannot be told
 * @param expected what the rule wants
 */
public record Finding(Verdict verdict, String asked, String found, String expected) {

    /** Agrees if what was found is right. */
    public static Finding of(boolean right, Object asked, String found, String expected) {
        return new Finding(right ? Verdict.AGREES : Verdict.DEVIATES, asked.toString(), found, expected);
    }

    public static Finding unknown(String why) {
        return new Finding(Verdict.CANNOT_BE_TOLD, "", why, "");
    }
}
