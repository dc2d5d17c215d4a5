package io.ucmbilling.simulator.control;

/** An order that cannot be carried out. */
final class ControlException extends Exception {
    private final int status;

    ControlException(int status, String message) {
        super(message);
        this.status = status;
    }

    static ControlException wrong(String name, String found, String expected) {
        return new ControlException(400, name + ": found " + found + ", expected " + expected);
    }

    /** Of HTTP. */
    int status() {
        return status;
    }
}
