package io.ucmbilling.cdrapi;

import java.security.SecureRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The key that all replicas sign nonces with: made by whichever starts first, kept in the database. */
final class ExportSecret {
    private static final int BYTES = 32;

    private ExportSecret() {}

    /** Returns the key. Safe for several replicas that start at the same time. */
    static byte[] read(JdbcClient jdbc) {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        jdbc.sql("insert into export_secret (secret) values (?) on conflict do nothing")
                .param(fresh)
                .update();
        return jdbc.sql("select secret from export_secret").query(byte[].class).single();
    }
}
