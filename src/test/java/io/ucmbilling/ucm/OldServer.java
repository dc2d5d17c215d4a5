package io.ucmbilling.ucm;

import io.ucmbilling.testing.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.DHGroup;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDHConfig;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** The TLS of a UCM of the guide's age: one old version, one old cipher, a short DH key, an SHA-1 certificate. */
public final class OldServer extends DefaultTlsServer {
    public static final Certificates.Identity IDENTITY = Certificates.generate("ucm.example", "SHA1withRSA");
    private static final DHGroup DH_512 = new DHGroup(
            new BigInteger(
                    "CC661D83F7C7FDE2C51E39ED5D1B8EF13668560395551DFB35178C2EDE6F1795"
                            + "02C31D587C3A60623AC7912BABCC49B45BAE507A13A40B14EA1A54D56A3CF4AF",
                    16),
            null,
            BigInteger.TWO,
            0);

    private final ProtocolVersion version;
    private final int cipher;

    private OldServer(ProtocolVersion version, int cipher) {
        super(new BcTlsCrypto(new SecureRandom()));
        this.version = version;
        this.cipher = cipher;
    }

    /** A server that answers every request with the guide's page, and holds what it holds. */
    public static RawServer start(ProtocolVersion version, int cipher) {
        byte[] body = Faulty.GUIDE_PAGE.getBytes(StandardCharsets.UTF_8);
        String page = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n" + Faulty.GUIDE_PAGE;
        return start(version, cipher, page);
    }

    public static RawServer start(ProtocolVersion version, int cipher, String answer) {
        return RawServer.plain((raw, socket) -> {
            TlsServerProtocol tls = accept(socket, new OldServer(version, cipher));
            while (head(tls.getInputStream())) {
                OutputStream out = tls.getOutputStream();
                out.write(answer.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        });
    }

    public static RawServer dhe512(ProtocolVersion version) {
        return start(version, CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA);
    }

    private static TlsServerProtocol accept(Socket socket, OldServer server) throws IOException {
        TlsServerProtocol tls = new TlsServerProtocol(socket.getInputStream(), socket.getOutputStream());
        tls.accept(server);
        return tls;
    }

    private static boolean head(InputStream in) throws IOException {
        int newlines = 0;
        while (newlines < 2) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
        }
        return true;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return version.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {cipher};
    }

    @Override
    public TlsDHConfig getDHConfig() {
        return new TlsDHConfig(DH_512);
    }

    @Override
    protected TlsCredentialedSigner getRSASignerCredentials() throws IOException {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                (BcTlsCrypto) getCrypto(),
                PrivateKeyFactory.createKey(IDENTITY.key().getEncoded()),
                certificate(),
                org.bouncycastle.tls.SignatureAndHashAlgorithm.getInstance(
                        org.bouncycastle.tls.HashAlgorithm.sha1, org.bouncycastle.tls.SignatureAlgorithm.rsa));
    }

    @Override
    protected TlsCredentialedDecryptor getRSAEncryptionCredentials() throws IOException {
        return new BcDefaultTlsCredentialedDecryptor(
                (BcTlsCrypto) getCrypto(),
                certificate(),
                PrivateKeyFactory.createKey(IDENTITY.key().getEncoded()));
    }

    private Certificate certificate() throws IOException {
        try {
            return new Certificate(new TlsCertificate[] {
                getCrypto().createCertificate(IDENTITY.certificate().getEncoded())
            });
        } catch (CertificateEncodingException e) {
            throw new IOException(e);
        }
    }
}
