package io.ucmbilling.shutdown;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Time between the signal to stop and the stop, in which everything is still answered. A stop goes in this order:
 *
 * <ol>
 *   <li>Readiness goes off (Spring Boot's REFUSING_TRAFFIC).
 *   <li>Passes end with the page they are at, and the sites are left to the other replicas. Followers of the feed that wait are answered.
 *       From now on each answer of any listener closes its connection, so that the client's next one goes to another replica.
 *   <li>This delay: load balancers see that the replica is not ready, and new connections no longer come.
 *   <li>All listeners close. Answers under way go on to their end, each for up to 20 s. The management port closes as the last.
 *   <li>Passes that are still at their page after ten seconds are broken off. Locks that are still held are given back.
 * </ol>
 */
@Component
@EnableConfigurationProperties(ShutdownSettings.class)
final class ShutdownDelay {
    /** Behind everything that begins to let go. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1;

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownDelay.class);

    private final ApplicationContext context;
    private final ShutdownSettings settings;

    ShutdownDelay(ApplicationContext context, ShutdownSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /** Waits. Nothing else is told of the stop meanwhile. */
    @EventListener
    @Order(ORDER)
    void await(ContextClosedEvent event) throws InterruptedException {
        if (event.getApplicationContext().equals(context)
                && settings.shutdownDelay().isPositive()) {
            LOG.info(
                    "stopping in {} ms, no longer ready",
                    settings.shutdownDelay().toMillis());
            TimeUnit.MILLISECONDS.sleep(settings.shutdownDelay().toMillis());
        }
    }
}
