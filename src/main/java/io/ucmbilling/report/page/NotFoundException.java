package io.ucmbilling.report.page;

/** There is nothing at that address, or nothing that the user may see. */
public final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
