package io.ucmbilling.testing.ucm;

/** One way in which a {@link SimulatedUcm} goes wrong over a recording, after a right sign-in. */
public sealed interface FileFault {

    /** Resets the connection (RST) before the byte at that place of the file; 0: behind the head. */
    record BreakAt(long place) implements FileFault {}

    /** Closes the connection in order before that byte, though more was announced. */
    record EndAt(long place) implements FileFault {}

    /** Stops before that byte until {@link FileFaults#release}, then goes on. */
    record StallAt(long place) implements FileFault {}

    /** Keeps the head of the answer back until {@link FileFaults#release}, then answers as it should. */
    record HoldHead() implements FileFault {}

    /** Answers with that HTTP status and no file. */
    record Status(int status) implements FileFault {}

    /** 200 with the HTML page of a login form. */
    record LoginPage() implements FileFault {}

    /** 200, announced as a WAV, with a small JSON object of that negative status, as the HTTPS API has it. */
    record ApiStatus(int status) implements FileFault {}
}
