package io.ucmbilling.simulator.control;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.simulator.fleet.FleetMember;
import io.ucmbilling.testing.pbx.OrderedCall;
import io.ucmbilling.testing.pbx.OrderedCall.Direction;
import io.ucmbilling.testing.pbx.OrderedCall.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Orders of calls. */
final class CallOrders {
    private static final String EXTENSION = "[0-9]{2,6}";
    private static final String OUTSIDE = "\\+?[0-9]{3,15}";
    private static final String CARRIER = "12025550142";

    /** Makes calls that have just ended, and tells their records. */
    Object place(FleetMember member, ControlRequest request) throws ControlException {
        request.only(
                "direction", "status", "caller", "callee", "trunk", "ring", "talk", "recorded", "transfer", "count");
        OrderedCall order = order(request);
        int count = request.whole("count", 1, 1, 1000);
        List<Map<String, String>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            member.ucm().pbx().place(order).forEach(record -> records.add(members(record)));
        }
        return Map.of("records", records);
    }

    private static OrderedCall order(ControlRequest request) throws ControlException {
        Direction direction = request.one("direction", Direction.class, Direction.INTERNAL);
        boolean in = direction == Direction.INBOUND || direction == Direction.EXTERNAL;
        boolean out = direction == Direction.OUTBOUND || direction == Direction.EXTERNAL;
        return new OrderedCall(
                direction,
                request.one("status", Outcome.class, Outcome.ANSWERED),
                request.text("caller", in ? CARRIER : "1001", in ? OUTSIDE : EXTENSION),
                request.text("callee", out ? CARRIER : "1002", out ? OUTSIDE : EXTENSION),
                request.whole("trunk", 1, 1, 2),
                Duration.ofSeconds(request.whole("ring", 5, 0, 3600)),
                Duration.ofSeconds(request.whole("talk", 60, 0, 86_400)),
                request.flag("recorded", false),
                request.has("transfer") ? request.text("transfer", "", EXTENSION) : null);
    }

    private static Map<String, String> members(CdrRecord record) {
        Map<String, String> members = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            String value = record.get(field);
            if (value != null) {
                members.put(field.wireName(), value);
            }
        }
        return members;
    }
}
