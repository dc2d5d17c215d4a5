package io.ucmbilling.normalisation;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.util.stream.Stream;

/**
 * Generation of the firmware that wrote a record. After an upgrade a UCM shows its older records with the newer fields
 * too, all of them empty. Such a record is read by the older rule (contract N2).
 */
final class FirmwareGeneration {
    private static final int SECOND = Field.DSTANSWER.generation();
    private static final int THIRD = Field.SESSION.generation();

    private FirmwareGeneration() {}

    /** Returns 1 to 4: the generation of the record's fields, or an older one if the newer fields are empty. */
    static int writtenBy(CdrRecord record) {
        boolean older = record.generation() >= THIRD
                && isEmpty(record, Field.SESSION, Field.SRC_TRUNK_NAME, Field.DST_TRUNK_NAME);
        if (!older) {
            return record.generation();
        }
        boolean first =
                isEmpty(record, Field.CALLER_NAME, Field.RECORDFILES, Field.DSTANSWER, Field.CHANEXT, Field.DSTCHANEXT);
        return first ? 1 : SECOND;
    }

    private static boolean isEmpty(CdrRecord record, Field... fields) {
        return Stream.of(fields).allMatch(field -> record.text(field).isEmpty());
    }
}
