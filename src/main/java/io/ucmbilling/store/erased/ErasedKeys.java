package io.ucmbilling.store.erased;

import io.ucmbilling.store.row.LegKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/** The keys by which an erased leg is known again: digests, since a session may hold a phone number. */
public final class ErasedKeys {
    private static final char SEPARATOR = '\0';

    private ErasedKeys() {}

    /** Returns the digest of a leg's natural key (contract U4). */
    public static UUID of(LegKey key) {
        String text = key.session() + SEPARATOR + key.acctId() + SEPARATOR + key.start();
        ByteBuffer digest = ByteBuffer.wrap(DigestUtils.sha256(text.getBytes(StandardCharsets.UTF_8)));
        return new UUID(digest.getLong(), digest.getLong());
    }

    /**
     * Returns the digests of all keys that a leg may come with: its own, and the one that has its uniqueid for a session (rule C1).
     *
     * @param uniqueid as given; empty: it has none
     */
    public static Set<UUID> of(LegKey key, String uniqueid) {
        Set<UUID> keys = new LinkedHashSet<>();
        keys.add(of(key));
        if (!uniqueid.isEmpty()) {
            keys.add(of(new LegKey(LegKey.session(uniqueid), key.acctId(), key.start())));
        }
        return keys;
    }
}
