package io.ucmbilling.testing;

import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.GuideAgeRecordings;
import io.ucmbilling.testing.ucm.RequiredAuthentication;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Three simulated UCMs of different generation, authentication and time zone, with weeks of history behind them, that live
 * on with the real clock. What the demo polls.
 */
public final class DemoFleet implements AutoCloseable {
    private static final Duration HISTORY = Duration.ofDays(21);
    private static final double CALLS_PER_HOUR_THEN = 10;
    private static final double CALLS_PER_HOUR_NOW = 600;

    /** So many are recorded that the page's first calls hold some to listen to. */
    private static final int MOST_OF_SIX = 5;

    private final Clock clock;
    private final List<Branch> branches;
    private final ScheduledExecutorService life = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("demo-fleet").factory());

    /** One UCM and how a site that points to it is configured, without what all have in common. */
    private record Branch(String site, SimulatedUcm ucm, Map<String, String> settings) {}

    private DemoFleet(Clock clock) {
        this.clock = clock;
        this.branches = List.of(
                branch("branch-a", pbx(1, 1, "America/Chicago"), RequiredAuthentication.BASIC, "LEGACY"),
                branch("branch-b", pbx(2, 3, "Europe/London"), RequiredAuthentication.DIGEST, "LEGACY"),
                branch("branch-c", pbx(3, 4, "Asia/Kolkata"), RequiredAuthentication.DIGEST, "HTTPS"));
        // Generation 1 leaves trunks unnamed: the site's own names are taken.
        Map<String, String> settings = branches.getFirst().settings();
        settings.put("trunks.trunk_1", "carrier-east");
        settings.put("trunks.trunk_2", "carrier-west");
        settings.put("trunks.[DAHDI/1]", "Analog line 1");
    }

    /** Makes the history and starts to live: calls hang up every few seconds. */
    public static DemoFleet start(Clock clock) {
        DemoFleet fleet = new DemoFleet(clock);
        var unused = fleet.life.scheduleAtFixedRate(fleet::live, 1, 1, TimeUnit.SECONDS);
        return fleet;
    }

    private Pbx pbx(long seed, int generation, String zone) {
        Instant now = clock.instant();
        Pbx pbx = Pbx.seeded(seed)
                .generation(generation)
                .zone(zone)
                .begin(now.minus(HISTORY))
                .callsPerHour(CALLS_PER_HOUR_THEN)
                .recordedOfSix(MOST_OF_SIX)
                .build();
        pbx.advanceTo(now);
        pbx.callsPerHour(CALLS_PER_HOUR_NOW);
        return pbx;
    }

    private static Branch branch(String site, Pbx pbx, RequiredAuthentication authentication, String api) {
        SimulatedUcm ucm = SimulatedUcm.over(pbx).authentication(authentication).start();
        if (pbx.generation() == 1) {
            GuideAgeRecordings.of(pbx, ucm.recapi().shelf());
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("url", ucm.url().toString());
        settings.put("api", api);
        settings.put("username", "cdrapi");
        settings.put("password", "cdrapi123");
        settings.put("time-zone", pbx.zone().getId());
        settings.put("model", pbx.model());
        settings.put("poll-interval", "10s");
        settings.put("tls.trust", "pinned");
        settings.put("tls.fingerprint-sha256", ucm.fingerprintSha256());
        return new Branch(site, ucm, settings);
    }

    private void live() {
        branches.forEach(branch -> branch.ucm().pbx().advanceTo(clock.instant()));
    }

    /** {@code gateway.sites.*} for the gateway. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Branch branch : branches) {
            branch.settings()
                    .forEach((key, value) -> properties.put("gateway.sites." + branch.site() + "." + key, value));
        }
        return properties;
    }

    /** A line a UCM, for people. */
    public List<String> describe() {
        return branches.stream()
                .map(branch -> "%s  %s  generation %d, %s, %s, %d records so far"
                        .formatted(
                                branch.site(),
                                branch.ucm().url(),
                                branch.ucm().pbx().generation(),
                                branch.settings().get("api"),
                                branch.ucm().pbx().zone(),
                                branch.ucm().pbx().shown().size()))
                .toList();
    }

    @Override
    public void close() {
        life.shutdownNow();
        branches.forEach(branch -> branch.ucm().close());
    }
}
