package io.ucmbilling.collection;

import io.ucmbilling.collection.plan.PassKind;

/**
 * Whose turn it is, so that nobody starves: the open window takes turns with all other work, and collections that somebody asked for
 * with the rest of that.
 *
 * @param afterTail whether the pass before was one over the open window, done or failed
 * @param afterRequested whether the last work beside the open window and the sweeps was on a collection that was asked for
 */
record Turns(boolean afterTail, boolean afterRequested) {
    static final Turns NONE_YET = new Turns(false, false);

    Turns after(PassKind kind) {
        return switch (kind) {
            case PassKind.Tail() -> new Turns(true, afterRequested);
            case PassKind.Sweep(boolean deep) -> new Turns(false, !deep && afterRequested);
            case PassKind.FirstRead day -> new Turns(false, false);
            case PassKind.RequestedRead day -> new Turns(false, true);
        };
    }

    Turns afterLedger() {
        return new Turns(afterTail, false);
    }
}
