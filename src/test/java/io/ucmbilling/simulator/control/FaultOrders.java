package io.ucmbilling.simulator.control;

import io.ucmbilling.simulator.fleet.FleetMember;
import io.ucmbilling.testing.ucm.Fault;
import io.ucmbilling.testing.ucm.FileFault;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.time.Duration;
import java.util.Map;

/**
 * Orders of faults: of {@code /cdrapi} and the newer API, of recordings, or answers that could harm who asks. Each comes
 * {@code times} times, or with the probability {@code rate}, or, without either, until told otherwise.
 */
final class FaultOrders {
    private FaultOrders() {}

    static Object add(FleetMember member, ControlRequest request) throws ControlException {
        request.only("kind", "times", "rate", "seed", "at", "status", "retryAfter");
        String kind = request.text("kind", "", "[A-Za-z_0-9]{1,60}").toUpperCase(java.util.Locale.ROOT);
        Turns turns = Turns.of(request);
        SimulatedUcm ucm = member.ucm();
        if (Kinds.isFault(kind)) {
            ucm.faults().retryAfter(Duration.ofSeconds(request.whole("retryAfter", 7, 0, 86_400)));
            add(ucm, Fault.valueOf(kind), turns);
        } else if (Kinds.isHostile(kind)) {
            ucm.answerEach(turns.of(Kinds.hostile(kind)));
        } else if (Kinds.FILE_FAULTS.contains(kind)) {
            add(ucm, fileFault(kind, request), turns);
        } else {
            throw ControlException.wrong("kind", kind.isEmpty() ? "none" : kind, "one that GET /kinds tells");
        }
        return Map.of("kind", kind, "turns", turns.toString());
    }

    private static void add(SimulatedUcm ucm, Fault fault, Turns turns) {
        if (turns.times() > 0) {
            ucm.faults().next(fault, turns.times());
        } else {
            ucm.faults().randomly(turns.seed(), turns.rate(), fault);
        }
    }

    private static void add(SimulatedUcm ucm, FileFault fault, Turns turns) {
        for (int i = 0; i < turns.times(); i++) {
            ucm.recapi().faults().next(fault);
        }
        if (turns.times() == 0) {
            ucm.recapi().faults().randomly(turns.seed(), turns.rate(), fault);
        }
    }

    private static FileFault fileFault(String kind, ControlRequest request) throws ControlException {
        int at = request.whole("at", 0, 0, Integer.MAX_VALUE);
        return switch (kind) {
            case "FILE_BREAK" -> new FileFault.BreakAt(at);
            case "FILE_END" -> new FileFault.EndAt(at);
            case "FILE_STALL" -> new FileFault.StallAt(at);
            case "FILE_HOLD" -> new FileFault.HoldHead();
            case "FILE_LOGIN_PAGE" -> new FileFault.LoginPage();
            case "FILE_API_STATUS" -> new FileFault.ApiStatus(request.whole("status", -25, -1000, -1));
            default -> new FileFault.Status(request.whole("status", 500, 400, 599));
        };
    }

    /** Nothing goes wrong any more, and what was held goes on. */
    static Object none(FleetMember member, ControlRequest request) {
        SimulatedUcm ucm = member.ucm();
        ucm.faults().none();
        ucm.recapi().faults().none();
        ucm.answerAll(null);
        return Map.of("faultsStruck", ucm.faults().struck());
    }
}
