package io.ucmbilling.collection.paging;

import io.ucmbilling.store.intake.PageCounts;

/** What a pass has done: received = stored + unchanged + quarantined. */
public record Tally(int received, int stored, int unchanged, int quarantined) {
    Tally plus(PageCounts kept) {
        return new Tally(
                received + kept.received(),
                stored + kept.stored(),
                unchanged + kept.unchanged(),
                quarantined + kept.quarantined());
    }
}
