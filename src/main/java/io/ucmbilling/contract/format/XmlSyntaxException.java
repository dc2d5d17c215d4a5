package io.ucmbilling.contract.format;

import io.ucmbilling.contract.Excerpt;

/** Something in an XML text that is no XML, or not what must stand there. The message says what was found and expected. */
final class XmlSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    XmlSyntaxException(String message) {
        super(Excerpt.masked(message), null, false, false);
    }
}
