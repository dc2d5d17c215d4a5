package io.ucmbilling.simulator.fleet;

import io.ucmbilling.testing.Certificates;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Simulated UCMs in one process. They share one self-signed certificate, made at the start, so that each costs a listening
 * port, a virtual thread and its records, and no more. With a clock they live on with it, in steps of a second.
 */
public final class SimulatedFleet implements AutoCloseable {
    private final Map<String, FleetMember> members = new LinkedHashMap<>();
    private final Certificates.Identity identity = Certificates.generate("simulated-ucm");
    private final FleetPlan plan;
    private final ScheduledExecutorService life = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fleet").factory());

    private SimulatedFleet(FleetPlan plan) {
        this.plan = plan;
        SSLContext context = identity.serverContext();
        try {
            IntStream.range(0, plan.count())
                    .mapToObj(place -> FleetMember.start(plan, place, context))
                    .forEach(member -> members.put(member.name(), member));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Makes the history and starts to listen.
     *
     * @param clock with which the PBXs live on; null: their time stands still until {@link #advanceTo}
     */
    public static SimulatedFleet start(FleetPlan plan, @Nullable Clock clock) {
        SimulatedFleet fleet = new SimulatedFleet(plan);
        if (clock != null) {
            var unused = fleet.life.scheduleAtFixedRate(() -> fleet.advanceTo(clock.instant()), 1, 1, TimeUnit.SECONDS);
        }
        return fleet;
    }

    /** Lets all PBXs live until then. An earlier time changes nothing. */
    public void advanceTo(Instant until) {
        members.values().forEach(member -> member.ucm().pbx().advanceTo(until));
    }

    /** In the order of their names. */
    public List<FleetMember> members() {
        return List.copyOf(members.values());
    }

    /** The UCM of that name; null: there is none. */
    public @Nullable FleetMember member(String name) {
        return members.get(name);
    }

    public FleetPlan plan() {
        return plan;
    }

    /** Of the certificate that all of them show: 64 lower-case hex digits. */
    public String fingerprintSha256() {
        return identity.fingerprint();
    }

    /** The certificate that all of them show, PEM. */
    public String certificatePem() {
        return identity.certificatePem();
    }

    @Override
    public void close() {
        life.shutdownNow();
        members.values().forEach(member -> member.ucm().close());
    }
}
