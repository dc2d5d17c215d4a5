package io.ucmbilling.contract;

import java.util.List;

/**
 * One answer of cdrapi: what it holds, in its order.
 *
 * @param items places in the outermost array, lines or elements: a call with nested legs is one. Never more than entries
 *     unless an item held no leg at all
 * @param entries the legs and what could not be read, in document order; {@code main_cdr} headers are none (contract U3)
 */
public record Page(int items, List<PageEntry> entries) {
    public Page {
        entries = List.copyOf(entries);
    }

    /** Whether nothing at all came. */
    public boolean isEmpty() {
        return items == 0 && entries.isEmpty();
    }
}
