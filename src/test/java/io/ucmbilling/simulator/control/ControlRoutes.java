package io.ucmbilling.simulator.control;

import io.ucmbilling.simulator.fleet.FleetFile;
import io.ucmbilling.simulator.fleet.FleetMember;
import io.ucmbilling.simulator.fleet.SimulatedFleet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which order does what. {@code /ucms/<name>/…} is for one UCM, {@code /ucms/all/…} for each.
 */
final class ControlRoutes {
    private final SimulatedFleet fleet;
    private final Map<String, UcmOrder> orders = new LinkedHashMap<>();
    private final DeviationOrders deviations = new DeviationOrders();

    ControlRoutes(SimulatedFleet fleet) {
        this.fleet = fleet;
        orders.put("POST calls", new CallOrders()::place);
        orders.put("PUT calls-per-day", LifeOrders::callsPerDay);
        orders.put("DELETE records", LifeOrders::deleteAll);
        orders.put("POST acct-ids", LifeOrders::restartAcctIds);
        orders.put("POST clock", LifeOrders::clock);
        orders.put("PUT answering", LifeOrders::answering);
        orders.put("POST unlock", LifeOrders::unlock);
        orders.put("POST faults", FaultOrders::add);
        orders.put("DELETE faults", FaultOrders::none);
        orders.put("PUT deviations", deviations::set);
    }

    /** Does something to one UCM. */
    interface UcmOrder {
        /** Returns what is told of it. */
        Object carryOut(FleetMember member, ControlRequest request) throws ControlException;
    }

    /** What is to be written as JSON; a text is the fleet file. */
    Object answer(ControlRequest request) throws ControlException {
        List<String> path = request.path();
        String first = path.isEmpty() ? "" : path.getFirst();
        boolean alone = path.size() < 2;
        if (request.method().equals("GET") && alone) {
            return switch (first) {
                case "" -> Map.of("orders", overview());
                case "fleet.yaml" -> FleetFile.of(fleet);
                case "kinds" -> Kinds.all();
                case "ucms" -> fleet.members().stream().map(UcmState::brief).toList();
                default -> throw unknown(request);
            };
        }
        if (!first.equals("ucms") || alone) {
            throw unknown(request);
        }
        return path.size() == 2 ? look(request) : order(request);
    }

    private Object look(ControlRequest request) throws ControlException {
        if (!request.method().equals("GET")) {
            throw unknown(request);
        }
        FleetMember member = member(request.path().get(1));
        return UcmState.whole(member, deviations.of(member));
    }

    private Object order(ControlRequest request) throws ControlException {
        UcmOrder order = orders.get(request.method() + " "
                + String.join("/", request.path().subList(2, request.path().size())));
        if (order == null) {
            throw unknown(request);
        }
        String name = request.path().get(1);
        if (!name.equals("all")) {
            return order.carryOut(member(name), request);
        }
        List<Object> answers = new ArrayList<>();
        for (FleetMember member : fleet.members()) {
            answers.add(order.carryOut(member, request));
        }
        return Map.of("ucms", answers.size());
    }

    private FleetMember member(String name) throws ControlException {
        FleetMember member = fleet.member(name);
        if (member == null) {
            throw new ControlException(
                    404,
                    "UCM: found " + name + ", expected one of "
                            + fleet.members().getFirst().name() + " to "
                            + fleet.members().getLast().name());
        }
        return member;
    }

    private ControlException unknown(ControlRequest request) {
        return new ControlException(
                404,
                "found " + request.method() + " /" + String.join("/", request.path()) + ", expected one of "
                        + String.join(", ", overview()));
    }

    private List<String> overview() {
        List<String> all = new ArrayList<>(List.of("GET /ucms", "GET /ucms/<name>", "GET /kinds", "GET /fleet.yaml"));
        orders.keySet().forEach(order -> all.add(order.replaceFirst(" ", " /ucms/<name>/")));
        return all;
    }
}
