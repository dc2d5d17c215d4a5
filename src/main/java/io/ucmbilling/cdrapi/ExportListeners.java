package io.ucmbilling.cdrapi;

import io.ucmbilling.access.Identity;
import io.ucmbilling.cdrapi.Exports.Listening;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** All listeners of the exports: started when everything they need is there, stopped before anything they need goes. */
public final class ExportListeners implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ExportListeners.class);

    /** With the application's own graceful shutdown: first in, last out is the database. */
    private static final int PHASE = DEFAULT_PHASE - 1024;

    private final Function<List<Export>, ExportServlet> servlets;
    private final Clock clock;
    private final Map<Listening, Identity> identities = new LinkedHashMap<>();
    private final Map<Listening, ExportListener> running = new LinkedHashMap<>();

    /** Reads the certificates; a wrong one is told here. */
    ExportListeners(List<Listening> listenings, Function<List<Export>, ExportServlet> servlets, Clock clock) {
        this.servlets = servlets;
        this.clock = clock;
        listenings.forEach(listening -> identities.put(listening, identity(listening)));
    }

    /**
     * The port on which an export listens now, also where port 0 is configured.
     *
     * @throws IllegalArgumentException where no enabled export of that name is listening
     */
    public synchronized int port(String export) {
        return running.entrySet().stream()
                .filter(entry -> entry.getKey().exports().stream()
                        .anyMatch(served -> served.name().equals(export)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("export " + export + " is not served"))
                .getValue()
                .port();
    }

    @Override
    public synchronized void start() {
        try {
            for (var entry : identities.entrySet()) {
                Listening listening = entry.getKey();
                ExportListener listener =
                        new ExportListener(listening, entry.getValue(), servlets.apply(listening.exports()));
                listener.start();
                running.put(listening, listener);
                tell(listening, listener);
            }
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    @Override
    public synchronized void stop() {
        running.values().forEach(ExportListener::stop);
        running.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !running.isEmpty();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private Identity identity(Listening listening) {
        String certificate = listening.certificate();
        if (certificate == null) {
            return Identity.selfSigned(listening.address().host(), clock.instant());
        }
        Identity identity = Identity.fromPem(listening.key(), certificate, listening.privateKey());
        var now = clock.instant();
        var validity = identity.certificate();
        if (now.isAfter(validity.getNotAfter().toInstant())
                || now.isBefore(validity.getNotBefore().toInstant())) {
            log.warn(
                    "{}.certificate: valid from {} to {}, which is not now: clients that check it will refuse it",
                    listening.key(),
                    validity.getNotBefore().toInstant(),
                    validity.getNotAfter().toInstant());
        }
        return identity;
    }

    private static void tell(Listening listening, ExportListener listener) {
        for (Export export : listening.exports()) {
            log.info(
                    "export {}: https on {} port {}, {}/cdrapi and /recapi, sites {}, {} fields",
                    export.name(),
                    listening.address().host().getHostAddress(),
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
