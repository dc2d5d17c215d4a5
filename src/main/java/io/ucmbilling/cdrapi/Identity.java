package io.ucmbilling.cdrapi;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a listener shows in the TLS handshake.
 *
 * @param key belongs to the first certificate
 * @param chain the listener's own certificate, then those that sign it; never empty
 */
record Identity(PrivateKey key, List<X509Certificate> chain) {
    Identity {
        chain = List.copyOf(chain);
    }

    /** The certificate shown. */
    X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Guards nothing: the key store below is only ever in memory, but must have one. */
    static final String PASSWORD = "in memory";

    /** As a key store in memory with one entry. */
    KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("export", key, PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JVM takes no key store in memory: " + e.getMessage(), e);
        }
    }
}
