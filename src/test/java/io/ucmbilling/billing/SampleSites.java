package io.ucmbilling.billing;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.Samples.Sample;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Simulated UCMs that hold the records of samples: those of one generation, zone and model are on one, unless two of them tell of the
 * same call.
 */
final class SampleSites implements AutoCloseable {
    /** A gateway does not start that is to collect from a day that has not come, by the clock that it starts with. */
    private static final String LATEST = "2026-03-01";

    private final List<SampleSite> sites = new ArrayList<>();

    /**
     * One of the UCMs.
     *
     * @param calls those expected, with the members of rule B2 that do not depend on the store
     * @param ids sessions and uniqueids of its records
     */
    record SampleSite(String id, Sample like, SimulatedUcm ucm, List<Map<?, ?>> calls, Set<String> ids) {
        private boolean takes(Sample sample, Set<String> others) {
            return like.generation() == sample.generation()
                    && like.zoneId().equals(sample.zoneId())
                    && String.valueOf(like.model()).equals(String.valueOf(sample.model()))
                    && ids.stream().noneMatch(others::contains);
        }
    }

    /** Adds a sample and the calls that are expected of it. */
    void add(Sample sample, List<Map<?, ?>> calls) throws Exception {
        List<CdrRecord> records = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Object entry : sample.page().entries()) {
            CdrRecord record = (CdrRecord) entry;
            records.add(record);
            ids.add(record.text(Field.UNIQUEID));
            ids.add(record.text(Field.SESSION));
        }
        ids.remove("");
        SampleSite site = sites.stream()
                .filter(candidate -> candidate.takes(sample, ids))
                .findFirst()
                .orElseGet(() -> started(sample));
        site.ucm().pbx().add(records.toArray(CdrRecord[]::new));
        site.calls().addAll(calls);
        site.ids().addAll(ids);
    }

    private SampleSite started(Sample sample) {
        Pbx pbx = Pbx.seeded(1)
                .generation(sample.generation())
                .zone(sample.zoneId().getId())
                .model(String.valueOf(sample.model()))
                .callsPerHour(0)
                .build();
        String id = "site-" + (sites.size() + 1);
        SampleSite site =
                new SampleSite(id, sample, SimulatedUcm.over(pbx).start(), new ArrayList<>(), new HashSet<>());
        sites.add(site);
        return site;
    }

    List<SampleSite> all() {
        return sites;
    }

    List<String> ids() {
        return sites.stream().map(SampleSite::id).toList();
    }

    /** Returns the settings of a gateway that collects them. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        for (SampleSite site : sites) {
            String key = "gateway.sites." + site.id() + ".";
            settings.put(key + "url", site.ucm().url().toString());
            settings.put(key + "time-zone", site.like().zoneId().getId());
            settings.put(key + "region", "us");
            settings.put(key + "model", site.ucm().pbx().model());
            settings.put(key + "format", "JSON");
            settings.put(key + "tls.trust", "any");
            settings.put(
                    key + "since",
                    Stream.concat(
                                    Stream.of(LATEST),
                                    site.calls().stream()
                                            .map(call -> String.valueOf(call.get("startedAtLocal"))
                                                    .substring(0, 10)))
                            .min(String::compareTo)
                            .orElseThrow());
        }
        return settings;
    }

    @Override
    public void close() {
        sites.forEach(site -> site.ucm().close());
    }
}
