package io.ucmbilling.cdrapi.page;

import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.row.StoredLeg;
import io.ucmbilling.ucm.site.Site;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A kept leg as an export shows it (contract S4): the raw values character for character, and in the place of a field that the
 * record's generation lacks what it falls back to.
 */
final class ServedRecord {
    private ServedRecord() {}

    static CdrRecord of(StoredLeg leg, Export export) {
        CdrRecord raw = leg.raw();
        CdrRecord.Builder served = new CdrRecord.Builder().from(raw);
        if (!export.servesOneSite()) {
            served.set(Field.ACCT_ID, Long.toString(leg.number()));
        }
        fill(served, raw, Field.SESSION, raw.text(Field.UNIQUEID));
        fill(served, raw, Field.CHANEXT, raw.text(Field.CHANNEL_EXT));
        fill(served, raw, Field.DSTCHANEXT, raw.text(Field.DSTCHANNEL_EXT));
        Site site = Objects.requireNonNull(export.sites().get(leg.site()), leg.site());
        fill(served, raw, Field.SRC_TRUNK_NAME, trunkName(site, leg.sourceTrunk(), leg.sourceTrunkName()));
        fill(served, raw, Field.DST_TRUNK_NAME, trunkName(site, leg.destinationTrunk(), leg.destinationTrunkName()));
        return served.build();
    }

    private static void fill(CdrRecord.Builder served, CdrRecord raw, Field field, String fallback) {
        if (raw.get(field) == null) {
            served.set(field, fallback);
        }
    }

    /** Returns the name as of the call if it was kept, else as configured now; empty if there is none. */
    private static String trunkName(Site site, @Nullable String token, @Nullable String kept) {
        if (kept != null) {
            return kept;
        }
        return token == null ? "" : site.trunks().getOrDefault(token, "");
    }
}
