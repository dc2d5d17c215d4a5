package io.ucmbilling.store.intake;

import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.store.intake.PageTransactions.Stored;
import io.ucmbilling.store.partition.CollectedMonths;
import io.ucmbilling.store.partition.Partitions;
import io.ucmbilling.store.row.LegEncoder;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteRows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The intake by COPY: legs are encoded ahead, and kept in the page's transaction. */
@Component
final class PageIntake implements LegIntake {
    private final SiteRows sites;
    private final Partitions partitions;
    private final PageTransactions transactions;
    private final QuarantineRows quarantine;

    PageIntake(SiteRows sites, Partitions partitions, PageTransactions transactions, QuarantineRows quarantine) {
        this.sites = sites;
        this.partitions = partitions;
        this.transactions = transactions;
        this.quarantine = quarantine;
    }

    @Override
    public CollectedMonths collectedMonths() {
        return partitions.collected();
    }

    @Override
    public PreparedLegs prepare(String site, List<ReadLeg> legs) {
        LegEncoder encoder = new LegEncoder(sites.known(site));
        return new PreparedLegs(legs.stream().map(encoder::encode).toList());
    }

    @Override
    public PageResult keep(Hold hold, PreparedLegs legs, List<UnreadableEntry> quarantined, @Nullable Instant cursor) {
        Stored stored = transactions.store(hold, legs, cursor, site -> quarantine.add(site, quarantined));
        PageCounts counts = new PageCounts(
                legs.size() + quarantined.size(), stored.stored(), legs.size() - stored.stored(), quarantined.size());
        return new PageResult(counts, stored.added());
    }
}
