package io.ucmbilling.cdrapi;

import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.access.Identity;
import io.ucmbilling.cdrapi.connection.ExportEndpoint;
import io.ucmbilling.cdrapi.connection.ListenerProbe;
import io.ucmbilling.cdrapi.connection.PeerAdmission;
import io.ucmbilling.cdrapi.export.AccessDenials;
import io.ucmbilling.settings.WrongSettingException;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.modeler.Registry;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.FileSystemUtils;

/** One HTTPS listener: a Tomcat of its own, with one servlet for every path. Started once, stopped once. */
final class ExportListener {
    private static final Duration TO_FINISH = Duration.ofSeconds(20);
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
    private final ListenerProbe probe;
    private final Path directory;

    ExportListener(ListenerSettings settings, Identity identity, Servlet servlet, AccessDenials denials) {
        this.key = settings.key() + ".address";
        this.address = settings.address();
        this.endpoint = new ExportEndpoint(
                address.toString(),
                settings.limits(),
                new PeerAdmission(settings::permits, peer -> denials.address(settings.names(), peer.getHostAddress())),
                denials.meters());
        this.connector = ExportConnector.of(endpoint, settings, identity);
        this.probe = new ListenerProbe(endpoint, identity.trusted());
        this.directory = temporaryDirectory();
        tomcat.setBaseDir(directory.toString());
        tomcat.setConnector(connector);
        tomcat.getEngine().setName("export-" + address.toString().replaceAll("[^A-Za-z0-9.]", "-"));
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "exports", servlet).addMapping("/*");
        if (tomcat.getHost() instanceof StandardHost host) {
            host.setErrorReportValveClass(PermittedPeersValve.class.getName());
            host.getPipeline().addValve(new PermittedPeersValve(settings, denials));
            host.getPipeline().addValve(new ClientPresence.PresenceValve());
        }
        if (context instanceof StandardContext standard) {
            // No class loader of its own, so that nothing can leak from one.
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
    }

    void start() {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            stop();
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof BindException refused) {
                throw new WrongSettingException(
                        key,
                        address + " (" + refused.getMessage() + ")",
                        "an address of this machine with a free port",
                        e);
            }
            throw new IllegalStateException("could not listen on " + address + ": " + e.getMessage(), e);
        }
    }

    /** Returns the port listened on, also if 0 was asked for. */
    int port() {
        return connector.getLocalPort();
    }

    ExportEndpoint endpoint() {
        return endpoint;
    }

    /** Sends it a request and says what is wrong with the answer; empty: nothing. */
    String ask() {
        try {
            probe.ask(TO_ANSWER_ITSELF);
            return "";
        } catch (IOException e) {
            return "does not answer: " + e.getMessage();
        }
    }

    /** Lets each answer from now on be the last of its connection. Connections are still taken. */
    void letGo() {
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
            protocol.setMaxKeepAliveRequests(1);
        }
    }

    /** Takes no new connection, lets requests under way end, and closes. Connections that wait for a request are served meanwhile. */
    void stop() {
        letGo();
        connector.getProtocolHandler().closeServerSocketGraceful();
        endpoint.awaitAnswers(TO_FINISH);
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("could not stop listening on " + address + ": " + e.getMessage(), e);
        } finally {
            FileSystemUtils.deleteRecursively(directory.toFile());
        }
    }

    /** Stops several at one time. Waits for all, and throws what went wrong with one of them. */
    static void stop(List<ExportListener> listeners) {
        List<CompletableFuture<Void>> stops = listeners.stream()
                .map(listener -> CompletableFuture.runAsync(
                        listener::stop,
                        work -> Thread.ofPlatform().name("export-stop").start(work)))
                .toList();
        CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)).join();
    }

    /** Makes the directory that Tomcat must have, though nothing is kept there. */
    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("ucm-billing-export");
        } catch (IOException e) {
            throw new UncheckedIOException("could not make a temporary directory", e);
        }
    }
}
