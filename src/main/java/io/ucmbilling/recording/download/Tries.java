package io.ucmbilling.recording.download;

import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;

/** The policy of trying again: at most {@link #MOST} tries at one thing, each at once after the one before. */
final class Tries {
    static final int MOST = 5;

    private int begun = 1;

    /** Counts a try that came to nothing, and tells whether another may follow. */
    boolean isAnotherLeft() {
        return begun++ < MOST;
    }

    /**
     * Counts a try that failed.
     *
     * @throws UcmFault the same fault if no other may follow, if the UCM must be left alone, or if another gives the same
     */
    void failed(UcmFault fault) throws UcmFault {
        FaultKind kind = fault.kind();
        boolean lasting = kind == FaultKind.DRIFTED || kind == FaultKind.INTERNAL;
        if (!isAnotherLeft() || lasting || kind.retry() != FaultKind.Retry.BACKOFF) {
            throw fault;
        }
    }
}
