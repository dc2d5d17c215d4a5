package io.ucmbilling.cdrapi;

import io.ucmbilling.access.Identity;
import io.ucmbilling.cdrapi.connection.DeadlineWatch;
import io.ucmbilling.cdrapi.export.AccessDenials;
import io.ucmbilling.cdrapi.export.Export;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** All listeners of the exports: started when everything they need is there, stopped before anything they need goes. */
final class ExportListeners implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ExportListeners.class);

    /** With the application's own graceful shutdown: first in, last out is the database. */
    private static final int PHASE = DEFAULT_PHASE - 1024;

    private static final Executor IN_THE_BACKGROUND =
            task -> Thread.ofPlatform().daemon().name("export-key").start(task);

    private final Function<List<Export>, ExportServlet> servlets;
    private final Clock clock;
    private final AccessDenials denials;
    private final ListenerChecks checks = new ListenerChecks();
    private final Map<ListenerSettings, Supplier<Identity>> identities = new LinkedHashMap<>();
    private final Map<ListenerSettings, ExportListener> running = new LinkedHashMap<>();
    private @Nullable DeadlineWatch watch;

    /** Reads the certificates. A wrong one is told here. Where there is none, a key is made beside the rest of the start. */
    ExportListeners(
            List<ListenerSettings> listeners,
            Function<List<Export>, ExportServlet> servlets,
            AccessDenials denials,
            Clock clock) {
        this.denials = denials;
        this.servlets = servlets;
        this.clock = clock;
        listeners.forEach(settings -> identities.put(settings, identity(settings)));
    }

    /**
     * Returns the listener of an export.
     *
     * @throws IllegalArgumentException if no enabled export of that name is listening
     */
    synchronized ExportListener listener(String export) {
        return running.entrySet().stream()
                .filter(entry -> entry.getKey().exports().stream()
                        .anyMatch(served -> served.name().equals(export)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("export " + export + " is not served"))
                .getValue();
    }

    @Override
    public synchronized void start() {
        try {
            for (var entry : identities.entrySet()) {
                ListenerSettings settings = entry.getKey();
                ExportListener listener = new ExportListener(
                        settings, entry.getValue().get(), servlets.apply(settings.exports()), denials);
                listener.start();
                running.put(settings, listener);
                tell(settings, listener);
            }
            watch = new DeadlineWatch(
                    running.values().stream().map(ExportListener::endpoint).toList());
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    /** Lets each answer from now on be the last of its connection, as the first thing of a stop. */
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    synchronized void letGo() {
        running.values().forEach(ExportListener::letGo);
    }

    /** Stops beside the other servers. */
    @Override
    public void stop(Runnable callback) {
        Thread.ofPlatform().name("exports-stop").start(() -> {
            try {
                stop();
            } finally {
                callback.run();
            }
        });
    }

    /** Stops all listeners at one time. */
    @Override
    public void stop() {
        List<ExportListener> ending;
        DeadlineWatch watching;
        synchronized (this) {
            ending = List.copyOf(running.values());
            running.clear();
            watching = watch;
            watch = null;
        }
        ExportListener.stop(ending);
        if (watching != null) {
            watching.close();
        }
    }

    /**
     * Returns down if any listener does not answer, with what ails it beside the names of its exports. It depends neither on the
     * database nor on a UCM.
     */
    Health health() {
        Map<String, String> troubles = troubles();
        return troubles.isEmpty()
                ? Health.up().build()
                : Health.down().withDetails(troubles).build();
    }

    private Map<String, String> troubles() {
        Map<String, ExportListener> listeners = new LinkedHashMap<>();
        synchronized (this) {
            if (watch != null && !watch.isAlive()) {
                return Map.of("connections", "the thread that ends overdue connections has ended");
            }
            running.forEach((settings, listener) -> listeners.put(settings.names(), listener));
        }
        return checks.troubles(listeners);
    }

    @Override
    public synchronized boolean isRunning() {
        return !running.isEmpty();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private Supplier<Identity> identity(ListenerSettings settings) {
        String certificate = settings.certificate();
        if (certificate == null) {
            return CompletableFuture.supplyAsync(
                    () -> Identity.selfSigned(settings.address().host(), clock.instant()), IN_THE_BACKGROUND)::join;
        }
        Identity identity = Identity.fromPem(settings.key(), certificate, settings.privateKey());
        var now = clock.instant();
        var validity = identity.certificate();
        if (now.isAfter(validity.getNotAfter().toInstant())
                || now.isBefore(validity.getNotBefore().toInstant())) {
            log.warn(
                    "{}.certificate: valid from {} to {}, which is not now: clients that check it will refuse it",
                    settings.key(),
                    validity.getNotBefore().toInstant(),
                    validity.getNotAfter().toInstant());
        }
        return () -> identity;
    }

    private static void tell(ListenerSettings settings, ExportListener listener) {
        for (Export export : settings.exports()) {
            log.info(
                    "export {}: https on {} port {}, {}/cdrapi and /recapi{}, sites {}, {} fields",
                    export.name(),
                    settings.address().host().getHostAddress(),
                    listener.port(),
                    export.path(),
                    export.httpsApi() ? " and /api" : "",
                    export.sites().keySet().stream().sorted().toList(),
                    export.shape().keys());
            if (export.permitted().isEmpty()) {
                log.warn("export {}: permitted-ips is blank, everyone is denied", export.name());
            }
            if (export.httpsApi() && !export.shape().nested()) {
                log.warn(
                        "export {}: https-api with shape {}: tools of newer firmware look for cdr_root, which 33 and"
                                + " 44 have",
                        export.name(),
                        export.shape().keys());
            }
        }
    }
}
