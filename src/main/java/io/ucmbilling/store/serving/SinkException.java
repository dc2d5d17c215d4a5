package io.ucmbilling.store.serving;

import java.io.IOException;

/** Carries a sink's failure out of the transaction. */
final class SinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final IOException failure;

    SinkException(IOException failure) {
        super(failure);
        this.failure = failure;
    }

    @Override
    public IOException getCause() {
        return failure;
    }
}
