package io.ucmbilling.collection;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.Fault;
import io.ucmbilling.testing.ucm.RequiredAuthentication;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import io.ucmbilling.testing.ucm.SimulatedUcmBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/** Six UCMs of every generation, format, way in and way to page, in six zones, and what they do over the weeks. */
public final class SimulatedFleet implements AutoCloseable {

    /** One UCM and how it is configured. */
    public record Member(String id, SimulatedUcm ucm, String zone, String api, String format) {
        public Pbx pbx() {
            return ucm.pbx();
        }
    }

    private final List<Member> members = new ArrayList<>();
    private final Random random;
    private final Instant begin;

    public SimulatedFleet(long seed, Instant begin, double callsPerHour) {
        this.random = new Random(seed);
        this.begin = begin;
        add("gen1-csv", 1, "America/Chicago", "LEGACY", "CSV", RequiredAuthentication.BASIC, Paging.SEEN, callsPerHour);
        add(
                "gen1-xml",
                1,
                "Europe/London",
                "LEGACY",
                "XML",
                RequiredAuthentication.BASIC,
                Paging.SEEN.atMost(60),
                callsPerHour);
        add(
                "gen2",
                2,
                "Asia/Kolkata",
                "LEGACY",
                "JSON",
                RequiredAuthentication.DIGEST,
                Paging.SEEN.order(Paging.Order.ACCT_ID),
                callsPerHour);
        add(
                "gen3",
                3,
                "America/Santiago",
                "LEGACY",
                "JSON",
                RequiredAuthentication.BASIC_OR_DIGEST,
                Paging.SEEN.atMost(80),
                callsPerHour);
        add(
                "gen4",
                4,
                "Europe/Berlin",
                "HTTPS",
                "JSON",
                RequiredAuthentication.DIGEST,
                Paging.SEEN.counting(Paging.Counting.ITEMS).atMost(50),
                callsPerHour);
        add(
                "gen5",
                5,
                "Australia/Sydney",
                "LEGACY",
                "JSON",
                RequiredAuthentication.DIGEST,
                Paging.SEEN.order(Paging.Order.HANG_UP),
                callsPerHour);
    }

    private void add(
            String id,
            int generation,
            String zone,
            String api,
            String format,
            RequiredAuthentication authentication,
            Paging paging,
            double callsPerHour) {
        Pbx pbx = Pbx.seeded(random.nextLong())
                .generation(generation)
                .zone(zone)
                .begin(begin)
                .callsPerHour(callsPerHour)
                .lateShare(0.03)
                .build();
        SimulatedUcmBuilder ucm = SimulatedUcm.over(pbx)
                .authentication(authentication)
                .paging(paging)
                .lockAfter(1_000_000);
        members.add(new Member(id, ucm.start(), zone, api, format));
    }

    public List<Member> members() {
        return members;
    }

    /** Returns the settings of a gateway over this fleet: short limits, one export a site, all fields. */
    public Map<String, String> settings(Instant since, int exportPort) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Member member : members) {
            String site = "gateway.sites." + member.id() + ".";
            settings.put(site + "url", member.ucm().url().toString());
            settings.put(site + "username", "cdrapi");
            settings.put(site + "password", "cdrapi123");
            settings.put(site + "time-zone", member.zone());
            settings.put(site + "api", member.api());
            settings.put(site + "format", member.format());
            settings.put(site + "model", member.pbx().model());
            settings.put(site + "tls.trust", "any");
            settings.put(
                    site + "since",
                    since.atZone(member.pbx().zone()).toLocalDate().toString());
            settings.put(site + "read-timeout", "400ms");
            settings.put(site + "answer-timeout", "1500ms");
            settings.put(site + "max-answer-size", "4MB");
            String export = "gateway.exports." + member.id() + ".";
            settings.put(export + "enabled", "true");
            settings.put(export + "address", "127.0.0.1:" + exportPort);
            settings.put(export + "path", "/" + member.id());
            settings.put(export + "permitted-ips[0]", "127.0.0.1");
            settings.put(export + "sites[0]", member.id());
            settings.put(export + "shape", "44");
        }
        settings.put("gateway.collection.lock-lease", "1s");
        return settings;
    }

    public void advanceTo(Instant now) {
        members.forEach(member -> member.pbx().advanceTo(now));
    }

    void misbehave(double probability) {
        for (Member member : members) {
            List<Fault> kinds = new ArrayList<>(List.of(Fault.values()));
            // Bytes that are no UTF-8 are the record's own and come each time; such a record is kept as it came
            // (contract U11).
            // TLS lets none break on the way, and no count would tell of one that did.
            kinds.remove(Fault.BAD_BYTES);
            if (!member.format().equals("JSON")) {
                kinds.remove(
                        Fault.CUT_BODY); // In CSV a body cut at a line's end is a whole page: not to be told apart.
            }
            member.ucm().faults().randomly(random.nextLong(), probability, kinds.toArray(Fault[]::new));
        }
    }

    void behave() {
        members.forEach(member -> member.ucm().faults().none());
    }

    /**
     * Lets something happen on one of the PBXs now and then. A record that is deleted could be read for two days, and was.
     *
     * @param stored which legs of a member the gateway has stored: how far it comes in two days depends on the machine
     */
    void happen(Instant now, Function<Member, Predicate<CdrRecord>> stored) {
        Member member = members.get(random.nextInt(members.size()));
        Pbx pbx = member.pbx();
        switch (random.nextInt(8)) {
            case 0 -> pbx.restartAcctIds();
            case 1 -> pbx.jumpClock(Duration.ofMinutes(random.nextInt(600)));
            case 2 ->
                pbx.jumpClock(Duration.between(pbx.now(), pbx.clock().instant()).negated());
            case 3 -> pbx.renameTrunk("trunk_1", "carrier-" + random.nextInt(100));
            default -> deleteSome(pbx, now.minus(Duration.ofDays(2)), stored.apply(member));
        }
    }

    /** Deletes nothing before the gateway, which begins two days behind the first call, has had two days to read it. */
    private void deleteSome(Pbx pbx, Instant before, Predicate<CdrRecord> stored) {
        int one = random.nextInt(5);
        if (before.isAfter(begin.plus(Duration.ofDays(2)))) {
            pbx.delete(leg -> epoch(leg).isBefore(before) && leg.hashCode() % 5 == one && stored.test(leg));
        }
    }

    private static Instant epoch(CdrRecord leg) {
        return Instant.ofEpochSecond(Long.parseLong(leg.text(Field.UNIQUEID).substring(0, 10)));
    }

    @Override
    public void close() {
        members.forEach(member -> member.ucm().close());
    }
}
