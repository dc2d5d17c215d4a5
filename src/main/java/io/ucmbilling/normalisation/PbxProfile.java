package io.ucmbilling.normalisation;

import io.ucmbilling.call.AnalogPorts;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Properties of a PBX that are needed to read its records.
 *
 * @param zone of its wall clock
 * @param model such as UCM6104, for the table of analog ports; null: not known
 * @param trunks names of trunk tokens that the records leave unnamed
 */
public record PbxProfile(ZoneId zone, @Nullable String model, Map<String, String> trunks) {
    public PbxProfile {
        trunks = Map.copyOf(trunks);
    }

    /** Returns the model's analog ports; null: the model is not known or has no table. */
    @Nullable
    AnalogPorts ports() {
        return model == null ? null : AnalogPorts.of(model);
    }
}
