package io.ucmbilling.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** The application's or the management's port belongs to somebody else. An export's own port is a wrong setting. */
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class PortFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
    private final Environment environment;

    PortFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
        String port = Integer.toString(cause.getPort());
        String key = port.equals(environment.getProperty("management.server.port"))
                ? "management.server.port"
                : "server.port";
        return new FailureAnalysis(
                key + ": found " + port + ", which is in use, expected a free port",
                "Stop what listens there, or set " + key + " to another port.",
                rootFailure);
    }
}
