package io.ucmbilling.simulator.control;

import io.ucmbilling.simulator.deviation.Deviation;
import io.ucmbilling.simulator.deviation.Deviations;
import io.ucmbilling.simulator.fleet.FleetMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Orders of {@link Deviations}. */
final class DeviationOrders {
    private final Map<String, List<String>> set = new ConcurrentHashMap<>();

    /** These ones from now on, and no others. */
    Object set(FleetMember member, ControlRequest request) throws ControlException {
        if (!request.body().isArray()) {
            throw ControlException.wrong("body", request.body().getNodeType().toString(), "an array of names");
        }
        List<Deviation> deviations = new ArrayList<>();
        for (JsonNode name : request.body()) {
            try {
                deviations.add(Deviations.named(name.asString("")));
            } catch (IllegalArgumentException e) {
                throw new ControlException(400, "deviation: " + e.getMessage());
            }
        }
        member.filter(Deviations.together(deviations));
        set.put(member.name(), deviations.stream().map(Deviation::name).toList());
        return Map.of("deviations", of(member));
    }

    List<String> of(FleetMember member) {
        return set.getOrDefault(member.name(), List.of());
    }
}
