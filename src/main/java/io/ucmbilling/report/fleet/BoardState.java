package io.ucmbilling.report.fleet;

import io.ucmbilling.store.watch.SiteHealth;
import java.util.Arrays;
import java.util.Optional;

/** How a site stands on the board, the greatest trouble first. */
enum BoardState {
    NEVER_REACHED("bad", "never-reached"),
    FAILING("bad", "FAILED"),
    LATE("warn", "warning"),
    /** No pass has ended yet, well or not: the first one is under way, or begins in a moment. */
    NOT_READ("soft", "collection-QUEUED"),
    /** Days of its first collection were not read yet. */
    COLLECTING("soft", "collecting"),
    OK("good", "ANSWERED");

    private final String tone;
    private final String icon;

    /**
     * @param tone class in the sheet
     * @param icon symbol in the set of icons
     */
    BoardState(String tone, String icon) {
        this.tone = tone;
        this.icon = icon;
    }

    public String tone() {
        return tone;
    }

    public String icon() {
        return icon;
    }

    /**
     * Returns how a site stands.
     *
     * @param failed whether its last pass failed
     * @param reading whether days of the first collection were not read yet: then polls may be late, as days go in between
     */
    static BoardState of(SiteHealth health, boolean failed, boolean reading) {
        return switch (health) {
            case NEVER_REACHED -> failed ? NEVER_REACHED : NOT_READ;
            case FAILING -> FAILING;
            case LATE -> reading ? COLLECTING : LATE;
            case OK -> reading ? COLLECTING : OK;
        };
    }

    /** Reads a name; empty: it is none. */
    static Optional<BoardState> named(String name) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(name))
                .findFirst();
    }
}
