package io.ucmbilling.access;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Key and certificates that a listener shows in the TLS handshake.
 *
 * @param key belongs to the first certificate
 * @param chain the listener's own certificate, then those that sign it; never empty
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
    public Identity {
        chain = List.copyOf(chain);
    }

    /** Returns a new key and a certificate it signs itself, for localhost and the address listened on. */
    public static Identity selfSigned(InetAddress host, Instant now) {
        return SelfSigned.make(host, now);
    }

    /**
     * Reads certificate and key from PEM files, each under 2 MB.
     *
     * @param key the key above {@code certificate} and {@code private-key}, such as {@code gateway.exports.billing}
     * @param certificate file with the certificate first, then its chain; may hold the key
     * @param privateKey file with the key; null: it is in the certificate's
     * @throws io.ucmbilling.settings.WrongSettingException if a file is missing, too large, no PEM, or does not fit the other
     */
    public static Identity fromPem(String key, String certificate, @Nullable String privateKey) {
        return PemIdentity.read(key, certificate, privateKey);
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Returns a client's TLS context that trusts the certificate shown, whatever its dates and names, and no other. */
    public SSLContext trusted() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(keyStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS: " + e.getMessage(), e);
        }
    }

    /** Guards nothing: the key store below is only ever in memory, but must have one. */
    public static final String PASSWORD = "in memory";

    /** Returns a key store in memory with one entry. */
    public KeyStore keyStore() {
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
