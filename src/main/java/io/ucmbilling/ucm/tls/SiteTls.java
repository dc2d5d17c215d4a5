package io.ucmbilling.ucm.tls;

import io.ucmbilling.ucm.site.Site;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One site's TLS, by its own context and trust: the JDK's, or {@link LegacyTls} if {@code tls.allow-legacy} says so.
 * Nothing JVM-wide is read but the JDK's own rules, nothing JVM-wide is changed. Tells the {@link HandshakeListener}
 * how far it came.
 */
public final class SiteTls implements TlsSocketStrategy {
    private final TlsSocketStrategy strategy;

    /** @param system the authorities that {@link Site.Trust#SYSTEM} means; null: the JVM's */
    public SiteTls(Site site, @Nullable KeyStore system) {
        SiteTrust trust = new SiteTrust(site, system);
        boolean hostCounts = site.tls().trust() == Site.Trust.SYSTEM;
        this.strategy = site.tls().allowLegacy() ? new LegacyTls(trust, hostCounts) : jdk(trust, hostCounts);
    }

    private static TlsSocketStrategy jdk(SiteTrust trust, boolean hostCounts) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return new DefaultClientTlsStrategy(
                    context,
                    HostnameVerificationPolicy.CLIENT,
                    hostCounts ? new DefaultHostnameVerifier() : NoopHostnameVerifier.INSTANCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SSLSocket upgrade(
            Socket socket, String target, int port, @Nullable Object attachment, @Nullable HttpContext context)
            throws IOException {
        HandshakeListener listener = HandshakeListener.of(context);
        listener.handshakeBegins();
        try {
            SSLSocket upgraded = strategy.upgrade(socket, target, port, attachment, context);
            listener.handshakeSucceeded();
            return upgraded;
        } catch (IOException e) {
            listener.handshakeFailed(e);
            throw e;
        }
    }
}
