package io.ucmbilling.store.intake;

import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import java.time.Instant;
import java.util.List;

/** The entries of pages that could not be read (contract N9). {@link LegIntake#keep} puts them in. */
public interface Quarantine {

    /** Returns the newest entries of a site, see {@link #newest(String, long, int)}. */
    default List<Entry> newest(String site, int limit) {
        return newest(site, Long.MAX_VALUE, limit);
    }

    /**
     * Returns entries of a site, newest first.
     *
     * @param before numbers are lower than this: the number of the last one, to go on behind it
     * @param limit at most so many, and no more than fit into 4 MB; but at least one, if there is one
     */
    List<Entry> newest(String site, long before, int limit);

    /**
     * An entry.
     *
     * @param raw the text, its first megabyte at most
     * @param firstSeen when it came first
     * @param length of the whole text, in bytes of UTF-8
     * @param sha256 of the whole text, 64 hex digits
     * @param cut whether {@code raw} is not the whole text
     * @param commit the storing transaction before which it came; 0: it came before they were numbered
     */
    record Entry(
            long number,
            String raw,
            String reason,
            Instant firstSeen,
            long length,
            String sha256,
            boolean cut,
            long commit) {}

    /** Keeps legs of an entry, but for those of which a reading is kept that was asked for later (rule C1). */
    void keep(Hold hold, Entry entry, List<ReadLeg> legs);

    /** Takes an entry out because all of it could be read, and keeps its legs in the same transaction, see {@link #keep}. */
    void release(Hold hold, Entry entry, List<ReadLeg> legs);
}
