package io.ucmbilling.contract.query;

/** A parameter's value breaks a rule; the message says what was found and what was expected. */
final class WrongValueException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongValueException(String found, String expected) {
        super("found " + found + ", expected " + expected);
    }
}
