package io.ucmbilling.collection.plan;

import java.util.function.BooleanSupplier;

/** Gate before each request for a page of one site. It is closed once the site's turn is over, in the middle of a pass too. */
public final class PageGate {
    private final String site;
    private volatile BooleanSupplier open = () -> true;

    public PageGate(String site) {
        this.site = site;
    }

    /** Takes whether another page may be asked for, as of the turn that begins. */
    public void open(BooleanSupplier mayAsk) {
        open = mayAsk;
    }

    /**
     * Returns if another page may be asked for.
     *
     * @throws TurnEndedException if not
     */
    public void pass() {
        if (!open.getAsBoolean()) {
            throw new TurnEndedException(site);
        }
    }

    /** End of a turn between two pages: the gateway stops, or the site is another replica's. It is no fault, and all that came is stored. */
    public static final class TurnEndedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TurnEndedException(String site) {
            super("site " + site + ": its turn is over");
        }
    }
}
