package io.ucmbilling.simulator.control;

import io.ucmbilling.simulator.deviation.Deviation;
import io.ucmbilling.simulator.deviation.Deviations;
import io.ucmbilling.testing.ucm.Fault;
import io.ucmbilling.testing.ucm.HostileAnswer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names of everything that can go wrong. */
final class Kinds {
    /** In front of a hostile answer's name, as some are called like a fault. */
    private static final String HOSTILE = "HOSTILE_";

    static final List<String> FILE_FAULTS = List.of(
            "FILE_BREAK", "FILE_END", "FILE_STALL", "FILE_HOLD", "FILE_STATUS", "FILE_LOGIN_PAGE", "FILE_API_STATUS");

    private Kinds() {}

    static Map<String, List<String>> all() {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put("faults", names(Fault.values()));
        kinds.put("fileFaults", FILE_FAULTS);
        kinds.put(
                "hostileAnswers",
                names(HostileAnswer.values()).stream().map(HOSTILE::concat).toList());
        kinds.put("deviations", Deviations.ALL.stream().map(Deviation::name).toList());
        return kinds;
    }

    private static List<String> names(Enum<?>[] kinds) {
        return Arrays.stream(kinds).map(Enum::name).toList();
    }

    static boolean isFault(String kind) {
        return names(Fault.values()).contains(kind);
    }

    static boolean isHostile(String kind) {
        return kind.startsWith(HOSTILE) && names(HostileAnswer.values()).contains(kind.substring(HOSTILE.length()));
    }

    /** The answer of a kind that is hostile. */
    static HostileAnswer hostile(String kind) {
        return HostileAnswer.valueOf(kind.substring(HOSTILE.length()));
    }
}
