package io.ucmbilling.calls.table;

import java.util.Collections;
import java.util.List;

/**
 * What is left of a call that is gone.
 *
 * @param version of its removal
 * @param recordings how many of its recordings ever had a number
 */
record RemovedCall(int version, int recordings) {
    /** One that never was. */
    static final RemovedCall NONE = new RemovedCall(0, 0);

    /** Returns the names of the recordings that had a number: their names are gone, so all are empty. */
    List<String> numbered() {
        return Collections.nCopies(recordings, TouchedCall.ERASED_NAME);
    }
}
