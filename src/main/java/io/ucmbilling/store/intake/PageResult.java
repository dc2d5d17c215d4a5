package io.ucmbilling.store.intake;

import io.ucmbilling.store.row.ReadLeg;
import java.util.List;

/**
 * Result of a page that was kept: its counts and its new legs.
 *
 * @param added the legs that were new
 */
public record PageResult(PageCounts counts, List<ReadLeg> added) {
    public PageResult {
        added = List.copyOf(added);
    }
}
