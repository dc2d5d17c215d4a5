package io.ucmbilling.simulator.control;

import io.ucmbilling.simulator.fleet.FleetMember;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.FilesAsked;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is told of a UCM. */
final class UcmState {
    private UcmState() {}

    static Map<String, Object> brief(FleetMember member) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("name", member.name());
        state.put("url", member.ucm().url().toString());
        state.put("fields", member.firmware().toString());
        state.put("wayIn", member.wayIn().name());
        state.put("records", member.ucm().pbx().shown().size());
        state.put("requests", member.ucm().asked().requests());
        return state;
    }

    static Map<String, Object> whole(FleetMember member, List<String> deviations) {
        SimulatedUcm ucm = member.ucm();
        Pbx pbx = ucm.pbx();
        Map<String, Object> state = brief(member);
        state.put("model", pbx.model());
        state.put("timeZone", pbx.zone().getId());
        state.put("now", pbx.now().toString());
        state.put("ownClock", pbx.clock().instant().toString());
        state.put("recordsEver", pbx.shownCount());
        state.put("connections", ucm.connections());
        state.put("asked", ucm.asked());
        state.put("files", files(ucm.recapi().asked()));
        state.put("faultsStruck", ucm.faults().struck());
        state.put("deviations", deviations);
        state.put("locked", ucm.locked());
        return state;
    }

    private static Map<String, Object> files(FilesAsked asked) {
        Map<String, Object> files = new LinkedHashMap<>();
        files.put("requests", asked.requests());
        files.put("missing", asked.missing());
        files.put("listings", asked.listings());
        files.put("underWay", asked.underWay());
        return files;
    }
}
