package io.ucmbilling.contract.query;

/** Failure of a parameter's value that breaks a rule. The message says what was found and what was expected. */
final class WrongValueException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongValueException(String found, String expected) {
        super("found " + found + ", expected " + expected);
    }
}
