package io.ucmbilling.simulator.fleet;

import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.GuideAgeRecordings;
import io.ucmbilling.testing.ucm.HttpFilter;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** One UCM of a fleet, with the name by which it is asked for. */
public record FleetMember(String name, Firmware firmware, WayIn wayIn, SimulatedUcm ucm) {
    /** Of the calls of a day a busy hour has that share: 10 busy hours, 14 with a quarter of it. */
    private static final double BUSY_HOURS = 10 + 14 / 4.0;

    static FleetMember start(FleetPlan plan, int place, SSLContext context) {
        Pbx pbx = pbx(plan, place);
        SimulatedUcm ucm = SimulatedUcm.over(pbx)
                .authentication(plan.wayIn().authentication())
                .account(plan.account().username(), plan.account().password())
                .address(plan.address())
                .port(plan.port(place))
                .paging(plan.paging())
                .wrapping(plan.wrapping())
                .serverContext(context)
                .filter(plan.wayIn().filter())
                .start();
        if (plan.recordings() && pbx.generation() == 1) {
            GuideAgeRecordings.of(pbx, ucm.recapi().shelf());
        }
        return new FleetMember(plan.name(place), plan.firmware(place), plan.wayIn(), ucm);
    }

    private static Pbx pbx(FleetPlan plan, int place) {
        Pbx pbx = Pbx.seeded(plan.seed() + place)
                .generation(plan.firmware(place).generation())
                .zone(plan.zone(place).getId())
                .begin(plan.now().minus(Duration.ofDays(plan.historyDays())))
                .callsPerHour(plan.callsPerDay() / BUSY_HOURS)
                .recordings(plan.recordings())
                .build();
        pbx.advanceTo(plan.now());
        if (plan.liveCallsPerDay() != plan.callsPerDay()) {
            pbx.callsPerHour(plan.liveCallsPerDay() / BUSY_HOURS);
        }
        return pbx;
    }

    /** So many calls a day from now on, on the mean. */
    public void callsPerDay(double calls) {
        ucm.pbx().callsPerHour(calls / BUSY_HOURS);
    }

    /** From now on the UCM reads and writes so; its way in stays. */
    public void filter(HttpFilter filter) {
        ucm.filter(wayIn.filter().then(filter));
    }
}
