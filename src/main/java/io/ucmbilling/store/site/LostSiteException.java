package io.ucmbilling.store.site;

/** Failure of a write because another replica has taken the site since. Nothing of it was stored. */
public final class LostSiteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param newest the newest fence of the site */
    public LostSiteException(Hold hold, long newest) {
        super("site " + hold.site() + ": fence " + hold.fence() + " came, " + newest
                + " is the newest: another replica has taken the site over");
    }
}
