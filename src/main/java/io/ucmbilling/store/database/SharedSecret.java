package io.ucmbilling.store.database;

import java.security.SecureRandom;
import javax.sql.DataSource;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The secret that all replicas share, kept in the database. The replica that starts first makes it. Nonces of the exports are
 * signed with the secret itself, everything else with a key that is derived from it.
 */
@Component
public final class SharedSecret {
    private static final int BYTES = 32;

    private final JdbcClient client;

    public SharedSecret(DataSource dataSource) {
        client = JdbcClient.create(dataSource);
    }

    /** Returns the secret. Safe for several replicas that start at the same time. */
    public byte[] read() {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        client.sql("INSERT INTO export_secret (secret) VALUES (?) ON CONFLICT DO NOTHING")
                .param(fresh)
                .update();
        return client.sql("SELECT secret FROM export_secret")
                .query(byte[].class)
                .single();
    }

    /** Returns the key for one purpose: 32 bytes, the same on every replica, from which the secret cannot be told. */
    public byte[] derived(String purpose) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, read()).hmac(purpose);
    }
}
