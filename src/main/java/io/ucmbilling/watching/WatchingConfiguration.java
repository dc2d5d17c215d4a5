package io.ucmbilling.watching;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.tracing.Tracer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.ucmbilling.calls.view.ViewLag;
import io.ucmbilling.store.watch.SiteStates;
import io.ucmbilling.telemetry.Spans;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** The beans of this family. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MetricsSettings.class)
class WatchingConfiguration {

    @Bean
    FleetWatch fleetWatch(Fleet fleet, SiteStates states, ViewLag viewLag, Clock clock) {
        return new FleetWatch(fleet, states, viewLag, clock, System::nanoTime);
    }

    /** Makes the gauges of the fleet, which are told unless Prometheus is switched off. */
    @Bean
    FleetMetrics fleetMetrics(Fleet fleet, FleetWatch watch, Clock clock, ObjectProvider<PrometheusRegistry> registry) {
        FleetMetrics metrics = new FleetMetrics(fleet, watch, clock);
        registry.ifAvailable(prometheus -> prometheus.register(metrics));
        return metrics;
    }

    /** Null if another collector than the serial one is at work. */
    @Bean
    @Nullable
    SpareHeap spareHeap() {
        return SerialCollector.find()
                .map(old -> new SpareHeap(old, WatchingConfiguration::cpuNanos, System::nanoTime))
                .orElse(null);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Lets all rooms trace with Spring Boot's tracer, if there is one, as long as the application lives. */
    @Bean
    DisposableBean tracing(ObjectProvider<Tracer> tracer) {
        Tracer used = tracer.getIfAvailable(() -> Tracer.NOOP);
        Spans.use(used);
        return () -> Spans.leave(used);
    }

    /** Made before the fleet is read, as it looks at every meter. */
    @Bean
    static MeterFilter sitesInDetail(ObjectProvider<Fleet> fleet, ObjectProvider<MetricsSettings> settings) {
        return new SitesInDetail(SingletonSupplier.of(() -> fleet.getObject().sites().stream()
                .limit(settings.getObject().detailedSites())
                .map(Site::id)
                .collect(Collectors.toUnmodifiableSet())));
    }
}
