package io.ucmbilling.billing.call;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.call.LegView.SideTrunkView;
import io.ucmbilling.billing.call.LegView.SideView;
import io.ucmbilling.call.Side;
import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.calls.leg.KeptLeg;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.store.row.BilledLeg;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes what the REST view shows of legs that are kept. */
@Component
public final class LegViews {

    /**
     * Returns the views of legs for a client, in their order.
     *
     * @param raw whether each has its record as given
     */
    public List<LegView> of(Collection<KeptLeg> legs, ApiClient client, boolean raw) {
        return legs.stream()
                .map(leg -> client.mask() ? LegMask.of(leg).masked(plain(leg, raw), leg) : plain(leg, raw))
                .toList();
    }

    private static LegView plain(KeptLeg kept, boolean raw) {
        BilledLeg leg = kept.leg();
        Call alone = kept.reading().alone();
        Party answeredBy = kept.reading().answeredBy();
        CdrRecord record = leg.raw();
        return new LegView(
                CallId.text(kept.id()),
                CallId.text(kept.call()),
                kept.site(),
                leg.acctId(),
                orNull(record.text(Field.SESSION)),
                record.text(Field.UNIQUEID),
                leg.startedAt(),
                LocalTimes.of(leg.startedAt(), alone.times().offset()),
                leg.answeredAt(),
                leg.endedAt(),
                leg.durationSeconds(),
                leg.billableSeconds(),
                leg.direction(),
                leg.status(),
                leg.kind(),
                CallViews.caller(alone.caller()),
                CallViews.party(alone.callee()),
                answeredBy == null ? null : CallViews.party(answeredBy),
                side(leg.source(), kept.reading().sourceExtension()),
                side(leg.destination(), kept.reading().destinationExtension()),
                orNull(record.text(Field.DCONTEXT)),
                orNull(record.text(Field.ACCOUNTCODE)),
                LegReader.recordingNames(record),
                raw ? raw(record) : null);
    }

    private static SideView side(Side side, @Nullable String extension) {
        return new SideView(
                side.endpoint(), extension, side.onTrunk() ? new SideTrunkView(side.trunk(), side.trunkName()) : null);
    }

    private static Map<String, String> raw(CdrRecord record) {
        Map<String, String> raw = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            if (record.has(field)) {
                raw.put(field.wireName(), record.text(field));
            }
        }
        raw.putAll(record.others());
        return raw;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
