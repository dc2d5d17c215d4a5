package io.ucmbilling.shutdown;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Connections of Spring Boot's own servers, the REST view's and the management port's. */
@Component
final class ServerConnections {
    private final List<AbstractHttp11Protocol<?>> protocols = new CopyOnWriteArrayList<>();

    /** Takes note of a server that has started. */
    @EventListener
    void started(WebServerInitializedEvent event) {
        if (event.getWebServer() instanceof TomcatWebServer server) {
            for (Connector connector : server.getTomcat().getService().findConnectors()) {
                if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
                    protocols.add(protocol);
                }
            }
        }
    }

    /** Lets each answer from now on be the last of its connection. */
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void letGo() {
        protocols.forEach(protocol -> protocol.setMaxKeepAliveRequests(1));
    }
}
