package io.ucmbilling.simulator.client;

/** The check cannot go on: the server cannot be reached, or lets nobody in. */
public final class CheckException extends Exception {
    public CheckException(String message) {
        super(message);
    }
}
