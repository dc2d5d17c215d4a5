package io.ucmbilling.store.database;

import java.security.SecureRandom;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The key with which all replicas sign nonces, kept in the database. The replica that starts first makes it. */
@Component
public final class ExportSecret {
    private static final int BYTES = 32;

    private final JdbcClient client;

    public ExportSecret(DataSource dataSource) {
        client = JdbcClient.create(dataSource);
    }

    /** Returns the key. Safe for several replicas that start at the same time. */
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
}
