package io.ucmbilling.store.intake;

import io.ucmbilling.store.row.ReadLeg;
import java.util.List;

/**
 * A page after it was kept.
 *
 * @param added the legs that were new
 */
public record PageResult(PageCounts counts, List<ReadLeg> added) {
    public PageResult {
        added = List.copyOf(added);
    }
}
