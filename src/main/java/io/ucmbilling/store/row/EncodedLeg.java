package io.ucmbilling.store.row;

import io.ucmbilling.contract.Field;

/**
 * A leg encoded as a row of COPY's binary format, with its key and digest.
 *
 * @param digest of the content: equal where record and reading are equal
 * @param content the columns of {@link LegColumns#CONTENT} in COPY's binary format
 */
public record EncodedLeg(ReadLeg leg, LegKey key, long digest, byte[] content) {
    /** Tells whether the record has no session of its own. */
    public boolean isSessionless() {
        return leg.raw().text(Field.SESSION).isEmpty();
    }
}
