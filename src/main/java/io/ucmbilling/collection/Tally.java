package io.ucmbilling.collection;

import io.ucmbilling.store.PageCounts;

/** What a pass has done: received = stored + unchanged + quarantined. */
record Tally(int received, int stored, int unchanged, int quarantined) {
    Tally plus(PageCounts kept) {
        return new Tally(
                received + kept.received(),
                stored + kept.stored(),
                unchanged + kept.unchanged(),
                quarantined + kept.quarantined());
    }
}
