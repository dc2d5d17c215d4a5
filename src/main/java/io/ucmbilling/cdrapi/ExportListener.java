package io.ucmbilling.cdrapi;

import io.ucmbilling.access.Identity;
import io.ucmbilling.cdrapi.Exports.Listening;
import io.ucmbilling.settings.WrongSettingException;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.modeler.Registry;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.util.FileSystemUtils;

/** One HTTPS listener: a Tomcat of its own, with one servlet for every path. Started once, stopped once. */
final class ExportListener {
    /** What clients of a UCM put into a query as it stands, though no URI may hold it (contract S1.4). */
    private static final String RAW_IN_QUERIES = "\"<>[\\]^`{|}";

    /** Several TLS records are made of one, which costs a recording a tenth of the time less than Tomcat's 8 KB. */
    private static final int WRITE_BUFFER = 64 * 1024;

    /** Of TLS 1.3, the one first that is as safe as any and costs the least where no 512-bit instructions are. */
    private static final String CIPHER_SUITES =
            "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";

    private static final Duration TO_FINISH = Duration.ofSeconds(20);
    private static final int LARGEST_REQUEST_HEAD = 32 * 1024;

    static {
        // As Spring Boot does for the application's own: nobody looks at these through JMX.
        Registry.disableRegistry();
    }

    private final String key;
    private final Address address;
    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector("HTTP/1.1");
    private final Path directory;

    ExportListener(Listening listening, Identity identity, Servlet servlet) {
        this.key = listening.key() + ".address";
        this.address = listening.address();
        this.directory = temporaryDirectory();
        tomcat.setBaseDir(directory.toString());
        connect(identity);
        tomcat.getEngine().setName("export-" + address.toString().replaceAll("[^A-Za-z0-9.]", "-"));
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "exports", servlet).addMapping("/*");
        if (tomcat.getHost() instanceof StandardHost host) {
            host.setErrorReportValveClass(Refusals.class.getName());
            host.getPipeline().addValve(new Refusals(listening.exports()));
            host.getPipeline().addValve(new ClientConnection.Noting());
        }
        if (context instanceof StandardContext standard) {
            // Stopping waits this long for requests that are being answered.
            standard.setUnloadDelay(TO_FINISH.toMillis());
            // No class loader of its own, so that nothing can leak from one.
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
    }

    private void connect(Identity identity) {
        connector.setPort(address.port());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setThrowOnFailure(true); // else a port in use would be logged and nothing served
        connector.setAllowTrace(true); // so that it comes to the servlet, which refuses it behind the address check
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
            protocol.setAddress(address.host());
            protocol.setExecutor(new VirtualThreadExecutor("export-" + address.port() + "-"));
            protocol.setRelaxedQueryChars(RAW_IN_QUERIES);
            protocol.setMaxHttpRequestHeaderSize(LARGEST_REQUEST_HEAD);
            protocol.setSSLEnabled(true);
            connector.setProperty("socket.appWriteBufSize", Integer.toString(WRITE_BUFFER));
        }
        SSLHostConfig tls = new SSLHostConfig();
        tls.setProtocols("TLSv1.2+TLSv1.3");
        tls.setHonorCipherOrder(true);
        tls.setCipherSuites(CIPHER_SUITES);
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
