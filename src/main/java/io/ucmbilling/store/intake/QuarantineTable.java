package io.ucmbilling.store.intake;

import io.ucmbilling.store.intake.PageTransactions.QuarantineWrite;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteRows;
import java.util.List;
import org.springframework.stereotype.Component;

/** Quarantine of unreadable records, in PostgreSQL. */
@Component
final class QuarantineTable implements Quarantine {
    private final SiteRows sites;
    private final LegIntake intake;
    private final PageTransactions transactions;
    private final QuarantineRows rows;

    QuarantineTable(SiteRows sites, LegIntake intake, PageTransactions transactions, QuarantineRows rows) {
        this.sites = sites;
        this.intake = intake;
        this.transactions = transactions;
        this.rows = rows;
    }

    @Override
    public List<Entry> newest(String site, long before, int limit) {
        return sites.id(site).map(id -> rows.newest(id, before, limit)).orElse(List.of());
    }

    @Override
    public void keep(Hold hold, Entry entry, List<ReadLeg> legs) {
        store(hold, entry, legs, site -> 0);
    }

    @Override
    public void release(Hold hold, Entry entry, List<ReadLeg> legs) {
        store(hold, entry, legs, site -> rows.remove(site, entry.number()));
    }

    /** Tells, within a transaction, that an entry was taken out or erased since it was read. */
    private static final class GoneEntryException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GoneEntryException() {
            super(null, null, false, false);
        }
    }

    /** Stores legs of an entry, but nothing if it was erased since it was read: they may be those of an erased call. */
    private void store(Hold hold, Entry entry, List<ReadLeg> legs, QuarantineWrite write) {
        try {
            transactions.store(hold, prepared(hold, entry, legs), null, site -> {
                if (!rows.contains(site, entry.number())) {
                    throw new GoneEntryException();
                }
                return write.to(site);
            });
        } catch (GoneEntryException e) {
            // There is nothing left to store.
        }
    }

    private PreparedLegs prepared(Hold hold, Entry entry, List<ReadLeg> legs) {
        return intake.prepare(hold.site(), legs).asOf(entry.commit());
    }
}
