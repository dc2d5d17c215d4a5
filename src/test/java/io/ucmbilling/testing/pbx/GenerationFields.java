package io.ucmbilling.testing.pbx;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.util.Map;
import java.util.Set;

/** Which fields a generation's record has (contract U2). */
public final class GenerationFields {
    /** Shown by generation 5 even if empty (samples/README.md). */
    public static final Set<String> KEPT_EMPTY = Set.of("src_trunk_name", "dst_trunk_name", "new_src", "reason");

    private GenerationFields() {}

    /** 22, 27, 32 or 43 fields; generation 5 has those of generation 3, and fields of its own. */
    static CdrRecord.Builder of(int generation, Map<Field, String> values) {
        CdrRecord.Builder record = new CdrRecord.Builder();
        for (Field field : Field.values()) {
            if (field.generation() <= known(generation)) {
                record.set(field, values.getOrDefault(field, ""));
            }
        }
        if (generation == 5) {
            record.set("new_src", values.getOrDefault(Field.SRC, ""));
            record.set("reason", "NO ANSWER".equals(values.get(Field.DISPOSITION)) ? "answered elsewhere" : "");
            record.set("sn", "00FICTION1");
        }
        return record;
    }

    /** The newest fields of {@link Field} that the generation has, 1 to 4. */
    public static int known(int generation) {
        return generation == 5 ? 3 : generation;
    }
}
