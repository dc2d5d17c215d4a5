package io.ucmbilling.ucm.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.jspecify.annotations.Nullable;

/**
 * TLS with a UCM of the guide's age (contract U1), for its site alone. The JDK's disabled algorithms, and the shortest
 * DH key of Bouncy Castle's own JSSE provider, hold for the whole JVM. So this goes through Bouncy Castle's TLS API,
 * which asks its own client object for every such decision. The certificate is judged by the site's {@link SiteTrust}.
 */
record LegacyTls(SiteTrust trust, boolean hostCounts) implements TlsSocketStrategy {
    @Override
    public SSLSocket upgrade(
            Socket socket, String target, int port, @Nullable Object attachment, @Nullable HttpContext context)
            throws IOException {
        TlsClientProtocol protocol = new TlsClientProtocol(socket.getInputStream(), socket.getOutputStream());
        try {
            protocol.connect(new LegacyTlsClient(target, new ServerJudge(this, socket, target)));
        } catch (InterruptedIOException | SocketException e) {
            throw e;
        } catch (IOException e) {
            throw new SSLHandshakeException(e.getMessage(), e);
        }
        return new LegacyTlsSocket(socket, protocol);
    }

    /** Judge of the server, which passes its chain to the site's trust, and its leaf to the check of the host name. */
    private record ServerJudge(LegacyTls tls, Socket socket, String host) implements TlsAuthentication {
        @Override
        public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
            try {
                X509Certificate[] chain = chain(server.getCertificate());
                tls.trust.checkServerTrusted(chain, "UNKNOWN", socket);
                if (tls.hostCounts) {
                    new DefaultHostnameVerifier().verify(host, chain[0]);
                }
            } catch (CertificateException | SSLException e) {
                throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
            }
        }

        private static X509Certificate[] chain(Certificate certificate) throws IOException, CertificateException {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509Certificate[] chain = new X509Certificate[certificate.getLength()];
            for (int i = 0; i < chain.length; i++) {
                byte[] encoded = certificate.getCertificateAt(i).getEncoded();
                chain[i] = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
            }
            return chain;
        }

        /** Returns null, as no UCM asks for a client's certificate. */
        @Override
        public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
            return null;
        }
    }
}
