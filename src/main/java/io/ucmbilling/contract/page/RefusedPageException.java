package io.ucmbilling.contract.page;

/** The newer HTTPS API's way to say no: HTTP 200 with a negative {@code status} (contract U1). */
public final class RefusedPageException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    public RefusedPageException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns the status as given, such as -6 for a cookie that has run out. */
    public int status() {
        return status;
    }
}
