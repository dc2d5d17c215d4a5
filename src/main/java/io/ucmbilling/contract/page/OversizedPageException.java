package io.ucmbilling.contract.page;

/** An answer that holds more than a page may, so that reading it could cost any amount of memory. */
public final class OversizedPageException extends UnreadablePageException {
    private static final long serialVersionUID = 1L;

    public OversizedPageException(String message) {
        super(message);
    }
}
