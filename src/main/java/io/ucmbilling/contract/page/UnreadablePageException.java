package io.ucmbilling.contract.page;

/** An answer that is no whole page of the expected format. The message says what was found and what was expected. */
public sealed class UnreadablePageException extends Exception permits OversizedPageException {
    private static final long serialVersionUID = 1L;

    public UnreadablePageException(String message) {
        super(message);
    }
}
