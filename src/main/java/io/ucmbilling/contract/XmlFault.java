package io.ucmbilling.contract;

/** Something in an XML text that is no XML, or not what must stand there. The message says what was found and expected. */
final class XmlFault extends Exception {
    private static final long serialVersionUID = 1L;

    XmlFault(String message) {
        super(Found.masked(message), null, false, false);
    }
}
