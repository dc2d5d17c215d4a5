package io.ucmbilling.normalisation;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.util.EnumSet;
import java.util.Set;

/**
 * Generation of the firmware that wrote a record. After an upgrade a UCM shows its older records with the newer fields
 * too, all of them empty. Such a record is read by the older rule (contract N2).
 */
final class FirmwareGeneration {
    private static final int SECOND = Field.DSTANSWER.generation();
    private static final int THIRD = Field.SESSION.generation();

    private static final Set<Field> FILLED_SINCE_SECOND =
            EnumSet.of(Field.CALLER_NAME, Field.RECORDFILES, Field.DSTANSWER, Field.CHANEXT, Field.DSTCHANEXT);
    private static final Set<Field> FILLED_SINCE_THIRD =
            EnumSet.of(Field.SESSION, Field.SRC_TRUNK_NAME, Field.DST_TRUNK_NAME);

    private FirmwareGeneration() {}

    /** Returns 1 to 4: the generation of the record's fields, or an older one if the newer fields are empty. */
    static int writtenBy(CdrRecord record) {
        if (record.generation() < THIRD || !isEmpty(record, FILLED_SINCE_THIRD)) {
            return record.generation();
        }
        return isEmpty(record, FILLED_SINCE_SECOND) ? 1 : SECOND;
    }

    private static boolean isEmpty(CdrRecord record, Set<Field> fields) {
        for (Field field : fields) {
            if (!record.text(field).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
