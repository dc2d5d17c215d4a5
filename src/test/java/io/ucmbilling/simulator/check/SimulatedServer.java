package io.ucmbilling.simulator.check;

import io.ucmbilling.simulator.client.CheckException;
import io.ucmbilling.simulator.client.Target;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.fleet.Firmware;
import io.ucmbilling.simulator.fleet.FleetMember;
import io.ucmbilling.simulator.fleet.FleetPlan;
import io.ucmbilling.simulator.fleet.SimulatedFleet;
import io.ucmbilling.simulator.fleet.WayIn;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.ucm.SimulatedUcmBuilder.Wrapping;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A simulated UCM to check: with two weeks of calls, and without any while the test runs. */
final class SimulatedServer implements AutoCloseable {
    static final Target.Login LOGIN = new Target.Login("cdrapi", "cdrapi123");
    private static final Target.Limits FAST =
            new Target.Limits(200, 1_000_000, Duration.ofSeconds(30), 16 << 20, 1_000_000);

    private final SimulatedFleet fleet;

    SimulatedServer(Firmware firmware) {
        this(firmware, 14, 100);
    }

    SimulatedServer(Firmware firmware, int days, double callsPerDay) {
        fleet = SimulatedFleet.start(
                new FleetPlan(
                        1,
                        InetAddress.getLoopbackAddress(),
                        0,
                        List.of(firmware),
                        List.of(ZoneId.of("America/Chicago")),
                        1,
                        WayIn.BOTH,
                        new FleetPlan.Account(LOGIN.user(), LOGIN.password()),
                        Instant.parse("2026-03-16T00:00:00Z"),
                        days,
                        callsPerDay,
                        0,
                        true,
                        Paging.SEEN,
                        Wrapping.RESPONSE),
                null);
    }

    FleetMember member() {
        return fleet.members().getFirst();
    }

    Report check(List<Rule> rules) throws CheckException {
        Target target = new Target(member().ucm().url(), LOGIN, null, new Target.Trust(true, false), FAST);
        try (Conformance conformance = new Conformance(target)) {
            return conformance.check(rules);
        }
    }

    @Override
    public void close() {
        fleet.close();
    }
}
