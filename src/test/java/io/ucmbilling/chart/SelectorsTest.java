package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What points at the pods meets them, and the ports at which they listen. */
class SelectorsTest {
    private static final String NAME = "gateway-ucm-billing-gateway";

    static Stream<String> values() {
        return ObjectsTest.values();
    }

    @ParameterizedTest
    @MethodSource("values")
    void meetTheGatewaysPodsAndNoOthers(String values) {
        Rendering rendering = Rendering.of(values);
        Map<String, String> gateway =
                PodTemplates.gateway(rendering).getMetadata().getLabels();
        Map<String, String> migration =
                PodTemplates.migration(rendering).getMetadata().getLabels();
        Stream<Map<String, String>> selectors = Stream.of(
                        Stream.of(rendering
                                .one(Deployment.class)
                                .getSpec()
                                .getSelector()
                                .getMatchLabels()),
                        rendering.all(Service.class).stream()
                                .map(service -> service.getSpec().getSelector()),
                        rendering.all(PodDisruptionBudget.class).stream()
                                .map(budget -> budget.getSpec().getSelector().getMatchLabels()))
                .flatMap(all -> all);

        assertThat(selectors).allSatisfy(selector -> {
            assertThat(gateway).containsAllEntriesOf(selector);
            assertThat(migration.entrySet()).doesNotContainSequence(selector.entrySet());
        });
    }

    @ParameterizedTest
    @MethodSource("values")
    void ofServicesNamePortsOfTheContainer(String values) {
        Rendering rendering = Rendering.of(values);
        List<String> ports = PodTemplates.gatewayContainer(rendering).getPorts().stream()
                .map(ContainerPort::getName)
                .toList();
        List<String> targets = rendering.all(Service.class).stream()
                .flatMap(service -> service.getSpec().getPorts().stream())
                .map(port -> port.getTargetPort().getStrVal())
                .toList();

        assertThat(targets).containsExactlyInAnyOrderElementsOf(ports);
        assertThat(ports).allMatch(name -> name.length() <= 15);
    }

    @Test
    void ofProbesNameTheManagementPort() {
        Rendering rendering = Rendering.of("");
        var container = PodTemplates.gatewayContainer(rendering);

        assertThat(Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                        .map(Probe::getHttpGet)
                        .map(get -> get.getPath() + " " + get.getPort().getStrVal()))
                .containsExactly(
                        "/actuator/health/liveness management",
                        "/actuator/health/liveness management",
                        "/actuator/health/readiness management");
        assertThat(PodTemplates.variable(rendering, "MANAGEMENT_SERVER_ADDRESS"))
                .isEqualTo("0.0.0.0");
    }

    @Test
    void ofTheAutoscalerAndTheIngressMeetTheDeploymentAndTheService() {
        Rendering full = Rendering.sample("full");
        var target = full.one(HorizontalPodAutoscaler.class).getSpec().getScaleTargetRef();

        assertThat(target.getKind() + " " + target.getName()).isEqualTo("Deployment " + NAME);
        assertThat(full.one(Deployment.class).getSpec().getReplicas()).isNull();
        var backend = full.one(Ingress.class)
                .getSpec()
                .getRules()
                .getFirst()
                .getHttp()
                .getPaths()
                .getFirst();
        assertThat(full.named(Service.class, backend.getBackend().getService().getName())
                        .getSpec()
                        .getPorts())
                .extracting(ServicePort::getName)
                .contains(backend.getBackend().getService().getPort().getName());
    }

    @Test
    void ofTheMonitorMeetTheManagementServiceOnly() {
        Rendering full = Rendering.sample("full");
        ServiceMonitor monitor = full.one(ServiceMonitor.class);

        assertThat(full.all(Service.class))
                .filteredOn(service -> service.getMetadata()
                        .getLabels()
                        .entrySet()
                        .containsAll(
                                monitor.getSpec().getSelector().getMatchLabels().entrySet()))
                .extracting(service -> service.getMetadata().getName())
                .containsExactly(NAME + "-management");
        assertThat(monitor.getSpec().getEndpoints().getFirst().getPort()).isEqualTo("management");
    }
}
