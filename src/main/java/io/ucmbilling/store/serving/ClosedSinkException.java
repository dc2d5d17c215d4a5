package io.ucmbilling.store.serving;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** End of a page that nobody waits for any more: its sink was closed while the database worked. */
public final class ClosedSinkException extends IOException {
    private static final long serialVersionUID = 1L;

    public ClosedSinkException(@Nullable Throwable cause) {
        super("nobody waits for the page any more", cause);
    }
}
