package io.ucmbilling.ucm.tls;

import io.ucmbilling.ucm.site.Pem;
import io.ucmbilling.ucm.site.Site;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.commons.codec.digest.DigestUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * The trust of one site's client ({@code tls.trust}). It decides on the certificates alone. The host name, which counts
 * for {@link Site.Trust#SYSTEM} only, is checked after the handshake by {@link SiteTls}.
 */
final class SiteTrust extends X509ExtendedTrustManager {
    private final Site site;
    private final List<X509Certificate> pinned;
    private final @Nullable X509ExtendedTrustManager authorities;

    /** @param system the authorities that {@link Site.Trust#SYSTEM} means; null: the JVM's */
    SiteTrust(Site site, @Nullable KeyStore system) {
        this.site = site;
        String certificate = site.tls().caCertificate();
        try {
            this.pinned = certificate == null ? List.of() : Pem.certificates(certificate);
            this.authorities = switch (site.tls().trust()) {
                case SYSTEM -> authorities(system);
                case PINNED -> pinned.isEmpty() ? null : authorities(store(pinned));
                case ANY -> null;
            };
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("site " + site.id() + ": no trust store: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(List<X509Certificate> certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("pinned-" + store.size(), certificate);
        }
        return store;
    }

    private static X509ExtendedTrustManager authorities(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("found no certificate, expected one");
        }
        if (site.tls().trust() == Site.Trust.ANY || isPinned(chain[0])) {
            return;
        }
        if (authorities == null) {
            throw new CertificateException("found a certificate with the SHA-256 fingerprint " + fingerprint(chain[0])
                    + ", expected " + site.tls().fingerprintSha256());
        }
        try {
            if (site.tls().allowLegacy()) {
                checkSignaturesOfAnyAge(authorities, chain);
            } else {
                authorities.checkServerTrusted(chain, authType, socket);
            }
        } catch (GeneralSecurityException e) {
            throw untrusted(chain[0], e);
        }
    }

    private CertificateException untrusted(X509Certificate leaf, GeneralSecurityException e)
            throws CertificateException {
        String expected = site.tls().trust() == Site.Trust.SYSTEM
                ? "one that a certificate authority of the system signed"
                : "the pinned one or one that it signed";
        return new CertificateException(
                "found a certificate of " + leaf.getSubjectX500Principal() + " with the SHA-256 fingerprint "
                        + fingerprint(leaf) + ", expected " + expected,
                e);
    }

    private boolean isPinned(X509Certificate leaf) throws CertificateException {
        return site.tls().trust() == Site.Trust.PINNED
                && (pinned.contains(leaf) || fingerprint(leaf).equals(site.tls().fingerprintSha256()));
    }

    /**
     * Checks as PKIX does, but for MD5, SHA-1 and short keys: Bouncy Castle's path builder knows no list of disabled
     * algorithms.
     */
    private static void checkSignaturesOfAnyAge(X509ExtendedTrustManager authorities, X509Certificate[] chain)
            throws GeneralSecurityException {
        X509CertSelector leaf = new X509CertSelector();
        leaf.setCertificate(chain[0]);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                Stream.of(authorities.getAcceptedIssuers())
                        .map(authority -> new TrustAnchor(authority, null))
                        .collect(Collectors.toSet()),
                leaf);
        parameters.setRevocationEnabled(false);
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(Arrays.asList(chain))));
        CertPathBuilder.getInstance("PKIX", new BouncyCastleProvider()).build(parameters);
    }

    private static String fingerprint(X509Certificate certificate) throws CertificateException {
        return DigestUtils.sha256Hex(certificate.getEncoded());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("found an engine, expected a socket");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("found no socket, expected one");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw refusedClient();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw refusedClient();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw refusedClient();
    }

    private static CertificateException refusedClient() {
        return new CertificateException("found a client, expected a server");
    }

    /** Returns none: only servers are asked, for the list they send to clients. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
