package io.ucmbilling.store;

import io.ucmbilling.call.Leg;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HexFormat;

/** The natural key of a leg within its site (contract U4). */
record LegKey(String session, long acctId, LocalDateTime start) {
    /** More than any UCM writes, and less than an index entry may hold. */
    private static final int LONGEST_SESSION = 500;

    static LegKey of(Leg leg) {
        return new LegKey(session(leg.session()), leg.acctId(), leg.start());
    }

    /** The session as the key holds it: without what no text column holds, and a very long one cut and told apart by its digest. */
    static String session(String session) {
        String storable = Texts.storable(session);
        if (storable.length() <= LONGEST_SESSION) {
            return storable;
        }
        byte[] digest = Texts.sha256().digest(session.getBytes(StandardCharsets.UTF_8));
        return Texts.storable(storable.substring(0, LONGEST_SESSION / 2))
                + "#"
                + HexFormat.of().formatHex(digest);
    }
}
