package io.ucmbilling.calls.call;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.normalisation.UnreadableLegException;
import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.Samples;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Legs as calls are made of them, from records as the UCM gave them. */
public final class BilledLegs {
    private BilledLegs() {}

    /** Returns a leg as the store would give it back. */
    public static BilledLeg of(long number, long commit, ReadLeg read) {
        var leg = read.leg();
        return new BilledLeg(
                number,
                read.raw().hashCode(),
                commit,
                read.raw(),
                leg.session(),
                leg.acctId(),
                leg.start(),
                leg.startedAt(),
                leg.answeredAt(),
                leg.endedAt(),
                leg.durationSeconds(),
                leg.billableSeconds(),
                leg.status(),
                leg.direction(),
                leg.kind(),
                leg.source(),
                leg.destination());
    }

    /** Returns the legs of a sample, by session, in the order of the file. */
    static Collection<List<BilledLeg>> bySession(Samples.Sample sample) throws Exception {
        Map<String, List<BilledLeg>> calls = new LinkedHashMap<>();
        for (BilledLeg leg : read(sample)) {
            calls.computeIfAbsent(leg.session(), session -> new ArrayList<>()).add(leg);
        }
        return calls.values();
    }

    private static List<BilledLeg> read(Samples.Sample sample) throws Exception {
        List<CdrRecord> records = new ArrayList<>();
        for (var entry : sample.page().entries()) {
            records.add((CdrRecord) entry);
        }
        return read(new PbxProfile(sample.zoneId(), sample.model(), Map.of()), records);
    }

    /** Reads records; the legs are numbered in their order. */
    static List<BilledLeg> read(PbxProfile pbx, List<CdrRecord> records) throws UnreadableLegException {
        LegReader reader = new LegReader(pbx);
        List<BilledLeg> legs = new ArrayList<>();
        for (CdrRecord record : records) {
            legs.add(of(legs.size() + 1L, 1, new ReadLeg(record, reader.read(record))));
        }
        return legs;
    }
}
