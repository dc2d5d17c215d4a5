package io.ucmbilling.ucm.tls;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Vector;
import org.apache.hc.core5.net.InetAddressUtils;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.DefaultTlsDHGroupVerifier;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.DHGroup;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * The client of a legacy site, with what it offers and accepts: TLS 1.0 to 1.2, RSA key exchange, old ciphers, DH from
 * 512 bits on.
 */
final class LegacyTlsClient extends DefaultTlsClient {
    private static final int SHORTEST_DH_BITS = 512;

    /** Cipher suites, the better ones first. The server has the say. */
    private static final int[] CIPHERS = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA256,
        CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_DHE_DSS_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_DHE_DSS_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256,
        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA,
        CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
    };

    private final String host;
    private final TlsAuthentication judge;

    /**
     * @param host told to the server if it is a name
     * @param judge of the server's certificate
     */
    LegacyTlsClient(String host, TlsAuthentication judge) {
        super(new BcTlsCrypto(new SecureRandom()));
        this.host = host;
        this.judge = judge;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return judge;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.TLSv12.downTo(ProtocolVersion.TLSv10);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return TlsUtils.getSupportedCipherSuites(getCrypto(), CIPHERS);
    }

    @Override
    protected Vector<Integer> getSupportedGroups(@SuppressWarnings("rawtypes") Vector roles) {
        Vector<Integer> groups = new Vector<>();
        TlsUtils.addIfSupported(groups, getCrypto(), new int[] {
            NamedGroup.x25519,
            NamedGroup.secp256r1,
            NamedGroup.secp384r1,
            NamedGroup.secp521r1,
            NamedGroup.ffdhe2048,
            NamedGroup.ffdhe3072,
            NamedGroup.ffdhe4096,
            NamedGroup.ffdhe6144,
            NamedGroup.ffdhe8192
        });
        return groups;
    }

    /**
     * Takes any prime of that length: every old firmware brings its own, and this client keeps no list of good ones.
     */
    @Override
    public TlsDHGroupVerifier getDHGroupVerifier() {
        return new DefaultTlsDHGroupVerifier(SHORTEST_DH_BITS) {
            @Override
            protected boolean checkGroup(DHGroup group) {
                return true;
            }
        };
    }

    @Override
    protected @Nullable Vector<ServerName> getSNIServerNames() {
        if (InetAddressUtils.isIPv4(host) || InetAddressUtils.isIPv6(host) || !host.contains(".")) {
            return null;
        }
        Vector<ServerName> names = new Vector<>();
        names.add(new ServerName(NameType.host_name, host.getBytes(StandardCharsets.US_ASCII)));
        return names;
    }

    /** Returns false: SHA-1 and MD5 in certificates are accepted. {@link SiteTrust} says whether the certificate is. */
    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    /** Does nothing: OpenSSL before 0.9.8m knows no secure renegotiation, and none is ever done here. */
    @Override
    public void notifySecureRenegotiation(boolean secureRenegotiation) {}

    /**
     * Returns false, as the JDK's client: the length of the answer, or the end of its document, shows whether it is
     * whole.
     */
    @Override
    public boolean requiresCloseNotify() {
        return false;
    }
}
