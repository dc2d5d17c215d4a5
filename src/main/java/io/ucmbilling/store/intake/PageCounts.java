package io.ucmbilling.store.intake;

/**
 * Counts of what became of a page: received = stored + unchanged + quarantined, always (contract N9).
 *
 * @param received entries on the page
 * @param stored legs that were new, or whose content differed from what was kept
 * @param unchanged legs that were known with the same content, and repeats within the page
 * @param quarantined entries that could not be read
 */
public record PageCounts(int received, int stored, int unchanged, int quarantined) {
    public static final PageCounts NONE = new PageCounts(0, 0, 0, 0);

    public PageCounts {
        if (received != stored + unchanged + quarantined) {
            throw new IllegalArgumentException(
                    "received " + received + " is not " + stored + " + " + unchanged + " + " + quarantined);
        }
    }

    /** Returns the sum, of two pages or of many. */
    public PageCounts plus(PageCounts more) {
        return new PageCounts(
                received + more.received,
                stored + more.stored,
                unchanged + more.unchanged,
                quarantined + more.quarantined);
    }
}
