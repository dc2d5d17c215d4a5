package io.ucmbilling.store.site;

/** Another replica has taken the site over since: nothing of this call was stored. */
public final class LostSiteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LostSiteException(String message) {
        super(message);
    }
}
