package io.ucmbilling.collection;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.Application;
import io.ucmbilling.store.database.Locks;
import io.ucmbilling.testing.QuickContext;
import io.ucmbilling.testing.database.Database;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** The whole application, but for two things: time is the test's, and it polls when the test says so. */
public final class Replica implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private boolean dead;

    private Replica(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** One after the other: what Spring sets up once a process, such as the log, is not made for several starts at a time. */
    public static synchronized Replica start(Database database, Clock clock, Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        properties.putAll(database.properties());
        properties.put("server.port", "0");
        properties.put("management.server.port", "0");
        properties.put("spring.datasource.hikari.connection-timeout", "1500");
        properties.put("spring.datasource.hikari.minimum-idle", "0");
        properties.put("logging.level.root", System.getProperty("replica.log", "error"));
        properties.putAll(settings);
        return new Replica(new SpringApplicationBuilder(Application.class)
                .contextFactory(_ -> new QuickContext())
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(
                            "testClock", Clock.class, () -> clock, definition -> definition.setPrimary(true));
                    beans.registerBean("taskScheduler", TaskScheduler.class, Replica::neverTicks);
                })
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new)));
    }

    /** Returns the settings of a site that nothing listens for, so that it cannot be polled. Its PBX stands in Chicago. */
    public static Map<String, String> unpolledSite(String id) {
        String key = "gateway.sites." + id + ".";
        return Map.of(
                key + "url", "https://127.0.0.1:1",
                key + "username", "cdrapi",
                key + "password", "cdrapi123",
                key + "time-zone", "America/Chicago");
    }

    /** A scheduler that is shut down before anything is due. */
    private static TaskScheduler neverTicks() {
        SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler() {
            @Override
            public java.util.concurrent.ScheduledFuture<?> scheduleWithFixedDelay(
                    Runnable task, java.time.Instant start, java.time.Duration delay) {
                return super.schedule(
                        () -> {}, java.time.Instant.now(Clock.systemUTC()).plusSeconds(86_400));
            }

            @Override
            public java.util.concurrent.ScheduledFuture<?> scheduleWithFixedDelay(
                    Runnable task, java.time.Duration delay) {
                return super.schedule(
                        () -> {}, java.time.Instant.now(Clock.systemUTC()).plusSeconds(86_400));
            }
        };
        scheduler.setVirtualThreads(true);
        return scheduler;
    }

    List<Future<?>> tick() {
        return dead ? List.of() : bean(Poller.class).tick();
    }

    /** Waits until each of them knows that all of them live, and nobody else does. */
    static void awaitSpread(List<Replica> replicas) {
        replicas.forEach(replica -> replica.bean(Locks.class).join());
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> replicas.stream()
                        .allMatch(replica -> replica.bean(Locks.class).liveReplicas() == replicas.size()));
    }

    /** Ticks until nothing is due any more. */
    public static void collect(List<Replica> replicas) {
        while (true) {
            List<Future<?>> started = replicas.stream()
                    .flatMap(replica -> replica.tick().stream())
                    .toList();
            if (started.isEmpty()) {
                return;
            }
            started.forEach(Replica::await);
        }
    }

    private static void await(Future<?> turn) {
        try {
            turn.get(30, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("a turn did not end", e);
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String setting(String key) {
        return context.getEnvironment().getRequiredProperty(key);
    }

    double counter(String name, String site) {
        var counter = bean(MeterRegistry.class)
                .find("gateway.collection." + name)
                .tag("site", site)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** What a killed process does to the database: every connection breaks where it is, no lock is given back. */
    public void kill() {
        dead = true;
        bean(HikariDataSource.class).close();
    }

    @Override
    public void close() {
        context.close();
    }
}
