package io.ucmbilling.collection.paging;

import io.ucmbilling.call.Kind;
import io.ucmbilling.call.Status;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.store.row.ReadLeg;
import java.util.List;

/**
 * The number of values that the rules did not foresee, in legs that could be read all the same.
 *
 * @param unknownStatus legs whose disposition no rule knows (contract N4)
 * @param unknownKind legs of which no rule tells what they did (contract N8)
 * @param malformedFields values that cannot be read, of fields that cost no leg (contract U11)
 * @param replacedFields values with U+FFFD in place of what no text can hold (contract U11)
 */
record UnforeseenValues(int unknownStatus, int unknownKind, int malformedFields, int replacedFields) {

    static UnforeseenValues of(List<ReadLeg> legs) {
        int status = 0;
        int kind = 0;
        int malformed = 0;
        int replaced = 0;
        for (ReadLeg read : legs) {
            status += read.leg().status() == Status.UNKNOWN ? 1 : 0;
            kind += read.leg().kind() == Kind.OTHER ? 1 : 0;
            malformed += LegReader.malformed(read.raw(), read.leg()).size();
            replaced += read.raw().replaced().size();
        }
        return new UnforeseenValues(status, kind, malformed, replaced);
    }
}
