package io.ucmbilling.cdrapi;

import io.ucmbilling.access.Identity;
import io.ucmbilling.cdrapi.connection.ConnectionLimits;
import io.ucmbilling.cdrapi.connection.ExportEndpoint;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/** Tomcat's connector of one listener: HTTP over TLS on the listener's own endpoint. */
final class ExportConnector {
    /** What clients of a UCM put into a query as it stands, though no URI may hold it (contract S1.4). */
    private static final String RAW_IN_QUERIES = "\"<>[\\]^`{|}";
    /** Cipher suites of TLS 1.3. The first is as safe as any and costs the least without 512-bit instructions. */
    private static final String CIPHER_SUITES =
            "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";

    /** Of TLS 1.2, those with forward secrecy and authenticated encryption, for keys of either kind. */
    private static final String CIPHERS = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256"
            + ":ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384"
            + ":ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
    /** Those that clients from before them know too, with CBC or DHE, behind the others. */
    private static final String LEGACY_CIPHERS =
            CIPHERS + ":HIGH:!aNULL:!eNULL:!EXPORT:!DES:!3DES:!RC4:!MD5:!kRSA:!PSK";

    private static final int LARGEST_REQUEST_HEAD = 32 * 1024;
    /** Largest first message of a TLS client that is looked into. A real one has two kilobytes at most. */
    private static final int LARGEST_CLIENT_HELLO = 16 * 1024;
    /** Connections that the kernel completes while the acceptor is busy with others. */
    private static final int BACKLOG = 1024;
    /** TLS sessions to be resumed: Java's default of 20,480 for a day would be tens of megabytes. */
    private static final int SESSIONS = 1000;

    private static final int SESSION_SECONDS = 3600;
    /** Behind the watch of deadlines, which tells why it closes. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private ExportConnector() {}

    static Connector of(ExportEndpoint endpoint, ListenerSettings settings, Identity identity) {
        Connector connector = new Connector(protocol(endpoint, settings));
        connector.setPort(settings.address().port());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("bindOnInit", "false"); // else its socket could not be closed while answers are under way
        connector.setThrowOnFailure(true); // else a port in use would be logged and nothing served
        connector.setAllowTrace(true); // so that it comes to the servlet, which refuses it behind the address check
        connector.addSslHostConfig(tls(identity, settings.legacySuites()));
        return connector;
    }

    private static ExportProtocol protocol(ExportEndpoint endpoint, ListenerSettings settings) {
        ExportProtocol protocol = new ExportProtocol(endpoint);
        protocol.setAddress(settings.address().host());
        protocol.setExecutor(
                new VirtualThreadExecutor("export-" + settings.address().port() + "-"));
        protocol.setRelaxedQueryChars(RAW_IN_QUERIES);
        protocol.setMaxHttpRequestHeaderSize(LARGEST_REQUEST_HEAD);
        protocol.setSSLEnabled(true);
        protocol.setAcceptCount(BACKLOG);
        protocol.setConnectionTimeout(millis(settings.limits().request().plus(SLACK)));
        protocol.setKeepAliveTimeout(millis(ConnectionLimits.IDLE.plus(SLACK)));
        endpoint.setSniParseLimit(LARGEST_CLIENT_HELLO);
        // None is kept for a next connection: a pool would hold the memory of as many as there ever were at one time.
        endpoint.getSocketProperties().setBufferPool(0);
        return protocol;
    }

    private static int millis(Duration time) {
        return Math.toIntExact(time.toMillis());
    }

    private static SSLHostConfig tls(Identity identity, boolean legacySuites) {
        SSLHostConfig tls = new SSLHostConfig();
        tls.setProtocols("TLSv1.2+TLSv1.3");
        tls.setHonorCipherOrder(true);
        tls.setCipherSuites(CIPHER_SUITES);
        tls.setCiphers(legacySuites ? LEGACY_CIPHERS : CIPHERS);
        tls.setSessionCacheSize(SESSIONS);
        tls.setSessionTimeout(SESSION_SECONDS);
        var certificate = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(identity.keyStore());
        certificate.setCertificateKeystorePassword(Identity.PASSWORD);
        tls.addCertificate(certificate);
        return tls;
    }
}
