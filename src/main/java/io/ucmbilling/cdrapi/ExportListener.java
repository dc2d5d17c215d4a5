package io.ucmbilling.cdrapi;

import io.ucmbilling.access.Identity;
import io.ucmbilling.cdrapi.Exports.Listening;
import io.ucmbilling.cdrapi.connection.ConnectionLimits;
import io.ucmbilling.cdrapi.connection.ExportEndpoint;
import io.ucmbilling.cdrapi.connection.ListenerProbe;
import io.ucmbilling.cdrapi.connection.PeerAdmission;
import io.ucmbilling.settings.WrongSettingException;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.modeler.Registry;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.util.FileSystemUtils;

/** One HTTPS listener: a Tomcat of its own, with one servlet for every path. Started once, stopped once. */
final class ExportListener {
    /** What clients of a UCM put into a query as it stands, though no URI may hold it (contract S1.4). */
    private static final String RAW_IN_QUERIES = "\"<>[\\]^`{|}";

    /** Of TLS 1.3, the one first that is as safe as any and costs the least where no 512-bit instructions are. */
    private static final String CIPHER_SUITES =
            "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";

    private static final Duration TO_FINISH = Duration.ofSeconds(20);
    private static final int LARGEST_REQUEST_HEAD = 32 * 1024;

    /** The largest first message of a TLS client that is looked into; a real one has two kilobytes at most. */
    private static final int LARGEST_CLIENT_HELLO = 16 * 1024;

    /** Connections that the kernel completes while the acceptor is busy with others. */
    private static final int BACKLOG = 1024;

    /** TLS sessions to be resumed: Java's default of 20,480 for a day would be tens of megabytes. */
    private static final int SESSIONS = 1000;

    private static final int SESSION_SECONDS = 3600;

    /** Behind the watch of deadlines, which tells why it closes. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private static final Duration TO_ANSWER_ITSELF = Duration.ofSeconds(4);

    static {
        // As Spring Boot does for the application's own: nobody looks at these through JMX.
        Registry.disableRegistry();
    }

    private final String key;
    private final ListenAddress address;
    private final Tomcat tomcat = new Tomcat();
    private final ExportEndpoint endpoint;
    private final Connector connector;
    private final Path directory;

    ExportListener(Listening listening, Identity identity, Servlet servlet, AccessDenials denials) {
        this.key = listening.key() + ".address";
        this.address = listening.address();
        this.endpoint = new ExportEndpoint(
                address.toString(),
                listening.limits(),
                new PeerAdmission(
                        listening::permits, peer -> denials.address(listening.names(), peer.getHostAddress())),
                denials.meters());
        Http11NioProtocol protocol = new Http11NioProtocol(endpoint);
        this.connector = new Connector(protocol);
        this.directory = temporaryDirectory();
        tomcat.setBaseDir(directory.toString());
        configure(protocol, listening.limits());
        connect(identity);
        tomcat.getEngine().setName("export-" + address.toString().replaceAll("[^A-Za-z0-9.]", "-"));
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "exports", servlet).addMapping("/*");
        if (tomcat.getHost() instanceof StandardHost host) {
            host.setErrorReportValveClass(PermittedPeersValve.class.getName());
            host.getPipeline().addValve(new PermittedPeersValve(listening, denials));
            host.getPipeline().addValve(new ClientPresence.Noting());
        }
        if (context instanceof StandardContext standard) {
            // Stopping waits this long for requests that are being answered.
            standard.setUnloadDelay(TO_FINISH.toMillis());
            // No class loader of its own, so that nothing can leak from one.
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
    }

    private void configure(Http11NioProtocol protocol, ConnectionLimits limits) {
        protocol.setAddress(address.host());
        protocol.setExecutor(new VirtualThreadExecutor("export-" + address.port() + "-"));
        protocol.setRelaxedQueryChars(RAW_IN_QUERIES);
        protocol.setMaxHttpRequestHeaderSize(LARGEST_REQUEST_HEAD);
        protocol.setSSLEnabled(true);
        protocol.setAcceptCount(BACKLOG);
        protocol.setConnectionTimeout(
                Math.toIntExact(limits.request().plus(SLACK).toMillis()));
        protocol.setKeepAliveTimeout(
                Math.toIntExact(ConnectionLimits.IDLE.plus(SLACK).toMillis()));
        endpoint.setSniParseLimit(LARGEST_CLIENT_HELLO);
        // None is kept for a next connection: a pool would hold the memory of as many as there ever were at one time.
        endpoint.getSocketProperties().setBufferPool(0);
    }

    private void connect(Identity identity) {
        connector.setPort(address.port());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setThrowOnFailure(true); // else a port in use would be logged and nothing served
        connector.setAllowTrace(true); // so that it comes to the servlet, which refuses it behind the address check
        SSLHostConfig tls = new SSLHostConfig();
        tls.setProtocols("TLSv1.2+TLSv1.3");
        tls.setHonorCipherOrder(true);
        tls.setCipherSuites(CIPHER_SUITES);
        tls.setSessionCacheSize(SESSIONS);
        tls.setSessionTimeout(SESSION_SECONDS);
        var certificate = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(identity.keyStore());
        certificate.setCertificateKeystorePassword(Identity.PASSWORD);
        tls.addCertificate(certificate);
        connector.addSslHostConfig(tls);
        tomcat.setConnector(connector);
    }

    /** Binds and begins to answer. */
    void start() {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            stop();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw new WrongSettingException(
                            key,
                            address + " (" + cause.getMessage() + ")",
                            "an address of this machine with a free port",
                            e);
                }
            }
            throw new IllegalStateException("could not listen on " + address + ": " + e.getMessage(), e);
        }
    }

    /** The port listened on, also where 0 was asked for. */
    int port() {
        return connector.getLocalPort();
    }

    ExportEndpoint endpoint() {
        return endpoint;
    }

    /** The names of the threads it cannot do without and that have ended. */
    List<String> endedThreads() {
        return endpoint.endedThreads();
    }

    /** Sends it a request and says what is wrong with the answer; empty: nothing. */
    String ask() {
        try {
            ListenerProbe.ask(endpoint, TO_ANSWER_ITSELF);
            return "";
        } catch (IOException e) {
            return "does not answer: " + e.getMessage();
        }
    }

    /** Takes no new request, lets those under way end, and closes. */
    void stop() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("could not stop listening on " + address + ": " + e.getMessage(), e);
        } finally {
            FileSystemUtils.deleteRecursively(directory.toFile());
        }
    }

    /** Tomcat must have one, though nothing is kept there. */
    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("ucm-billing-export");
        } catch (IOException e) {
            throw new UncheckedIOException("could not make a temporary directory", e);
        }
    }
}
