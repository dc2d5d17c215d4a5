package io.ucmbilling.simulator.examination;

/** What is to be said of a server and a rule. */
public enum Verdict {
    AGREES("agrees"),
    DEVIATES("deviates"),
    /** Too few records, no recordings, or nothing that would tell one reading from the other. */
    CANNOT_BE_TOLD("cannot be told");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
