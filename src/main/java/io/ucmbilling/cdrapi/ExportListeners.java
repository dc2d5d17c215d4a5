package io.ucmbilling.cdrapi;

import io.ucmbilling.access.Identity;
import io.ucmbilling.cdrapi.connection.DeadlineWatch;
import io.ucmbilling.cdrapi.export.Export;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.SmartLifecycle;

/** All listeners of the exports: started when everything they need is there, stopped before anything they need goes. */
final class ExportListeners implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ExportListeners.class);

    /** With the application's own graceful shutdown: first in, last out is the database. */
    private static final int PHASE = DEFAULT_PHASE - 1024;

    private final Function<List<Export>, ExportServlet> servlets;
    private final Clock clock;
    private final AccessDenials denials;
    private final ListenerChecks checks = new ListenerChecks();
    private final Map<ListenerSettings, Identity> identities = new LinkedHashMap<>();
    private final Map<ListenerSettings, ExportListener> running = new LinkedHashMap<>();
    private @Nullable DeadlineWatch watch;

    /** Reads the certificates. A wrong one is told here. */
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
                ExportListener listener =
                        new ExportListener(settings, entry.getValue(), servlets.apply(settings.exports()), denials);
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

    @Override
    public synchronized void stop() {
        running.values().forEach(ExportListener::stop);
        running.clear();
        DeadlineWatch watching = watch;
        if (watching != null) {
            watching.close();
        }
        watch = null;
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

    private Identity identity(ListenerSettings settings) {
        String certificate = settings.certificate();
        if (certificate == null) {
            return Identity.selfSigned(settings.address().host(), clock.instant());
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
        return identity;
    }

    private static void tell(ListenerSettings settings, ExportListener listener) {
        for (Export export : settings.exports()) {
            log.info(
                    "export {}: https on {} port {}, {}/cdrapi and /recapi, sites {}, {} fields",
                    export.name(),
                    settings.address().host().getHostAddress(),
                    listener.port(),
                    export.path(),
                    export.sites().keySet().stream().sorted().toList(),
                    export.shape().keys());
            if (export.permitted().isEmpty()) {
                log.warn("export {}: permitted-ips is blank, everyone is denied", export.name());
            }
        }
    }
}
