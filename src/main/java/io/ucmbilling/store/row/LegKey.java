package io.ucmbilling.store.row;

import io.ucmbilling.call.Leg;
import io.ucmbilling.contract.StorableText;
import java.time.LocalDateTime;
import org.apache.commons.codec.digest.DigestUtils;

/** The natural key of a leg within its site (contract U4). */
public record LegKey(String session, long acctId, LocalDateTime start) {
    /** More than any UCM writes, and less than an index entry may hold. */
    private static final int LONGEST_SESSION = 500;

    static LegKey of(Leg leg) {
        return new LegKey(session(leg.session()), leg.acctId(), leg.start());
    }

    /** The session as the key holds it: without what no text column holds, and a very long one cut and told apart by its digest. */
    public static String session(String session) {
        String storable = StorableText.of(session);
        if (storable.length() <= LONGEST_SESSION) {
            return storable;
        }
        return StorableText.of(storable.substring(0, LONGEST_SESSION / 2)) + "#" + DigestUtils.sha256Hex(session);
    }
}
