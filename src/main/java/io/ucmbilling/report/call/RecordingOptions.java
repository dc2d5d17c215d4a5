package io.ucmbilling.report.call;

import org.jspecify.annotations.Nullable;

/**
 * What may be done with the recording of a call: played and downloaded, and deleted.
 *
 * @param count how many recordings the call has
 * @param number the one that the buttons mean, from 1 on; 0: there is none
 * @param reason key in the text bundle of why it cannot be heard; null: it can
 */
record RecordingOptions(int count, int number, @Nullable String reason, boolean mayDelete) {
    static final RecordingOptions NONE = new RecordingOptions(0, 0, "recording.none", false);

    public boolean isPlayable() {
        return reason == null;
    }

    /** Returns whether it can be heard, but the reader may not delete it. */
    public boolean isKept() {
        return isPlayable() && !mayDelete;
    }

    public boolean isSeveral() {
        return count > 1;
    }
}
