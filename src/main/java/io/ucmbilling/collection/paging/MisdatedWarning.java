package io.ucmbilling.collection.paging;

import io.ucmbilling.store.partition.CollectedMonths;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The warning, once a day, of a PBX whose clock was wrong: its legs start in no month that is collected. */
final class MisdatedWarning {
    private static final Logger LOG = LoggerFactory.getLogger(MisdatedWarning.class);

    private final Site site;
    private final Clock clock;
    private @Nullable LocalDate warnedOn;

    MisdatedWarning(Site site, Clock clock) {
        this.site = site;
        this.clock = clock;
    }

    /**
     * Warns of legs that were kept.
     *
     * @return how many of them are misdated
     */
    int told(List<ReadLeg> legs, CollectedMonths months) {
        List<ReadLeg> misdated = legs.stream()
                .filter(leg -> !months.contains(YearMonth.from(leg.leg().start())))
                .toList();
        if (!misdated.isEmpty()) {
            warn(misdated, months);
        }
        return misdated.size();
    }

    private synchronized void warn(List<ReadLeg> misdated, CollectedMonths months) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), site.timeZone());
        if (today.equals(warnedOn)) {
            return;
        }
        warnedOn = today;
        LOG.warn(
                "site {}: found {} records that start at {} or so, expected a start from {} to {}: they are kept and"
                        + " served; look at the clock of the UCM",
                site.id(),
                misdated.size(),
                misdated.getFirst().leg().start(),
                months.first(),
                months.last());
    }
}
