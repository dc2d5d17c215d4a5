package io.ucmbilling.calls.call;

import io.ucmbilling.contract.Field;
import io.ucmbilling.store.row.BilledLeg;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Ids of calls and legs (rule C2): 16 bytes, shown as 32 hex digits, which compare as the bytes do. They depend on what they
 * name alone, so they are the same after the legs were collected anew.
 */
public final class CallId {
    private static final Pattern SHOWN = Pattern.compile("[0-9a-f]{32}");

    private CallId() {}

    /**
     * Returns the id of a call.
     *
     * @param site the site's id
     * @param key the session of the call's first stored leg, its uniqueid where it had none
     */
    public static UUID of(String site, String key) {
        return of("call", site, key);
    }

    /** Returns the id of a leg, which stays if the leg gets a session that it did not have (rule C1). */
    public static UUID of(String site, BilledLeg leg) {
        String uniqueid = leg.raw().text(Field.UNIQUEID);
        String call = uniqueid.isEmpty() ? leg.session() : uniqueid;
        return of("leg", site, call, Long.toString(leg.acctId()), leg.start().toString());
    }

    private static UUID of(String... parts) {
        MessageDigest sha256 = DigestUtils.getSha256Digest();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            sha256.update(bytes);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
        return new UUID(digest.getLong(), digest.getLong());
    }

    /** Returns the id as it is shown. */
    public static String text(UUID id) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(id.getMostSignificantBits()) + hex.toHexDigits(id.getLeastSignificantBits());
    }

    /** Reads an id as it is shown; empty: it is none. */
    public static Optional<UUID> parse(String text) {
        return SHOWN.matcher(text).matches()
                ? Optional.of(new UUID(
                        HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32)))
                : Optional.empty();
    }
}
