package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exports' listeners have Services that keep the clients' addresses, of the types that the values name. */
class ServicesTest {
    private static final String NAME = "gateway-ucm-billing-gateway";

    /** What Kubernetes refuses of a Service of another type than LoadBalancer. */
    private static final String[] BALANCING = {
        "loadBalancerSourceRanges",
        "loadBalancerClass",
        "loadBalancerIP",
        "allocateLoadBalancerNodePorts",
        "healthCheckNodePort"
    };

    private static final String BALANCED = """
        exportService:
          spec: { loadBalancerSourceRanges: [192.0.2.0/24], loadBalancerClass: internal, loadBalancerIP: 192.0.2.1,
                  allocateLoadBalancerNodePorts: false, healthCheckNodePort: 30000, externalTrafficPolicy: Local,
                  sessionAffinity: ClientIP }
          ports: { "9443": { type: %s } }
        """;

    @Test
    void giveEachExportsAddressAServiceThatKeepsTheClients() {
        Rendering full = Rendering.sample("full");
        Service usual = full.named(Service.class, NAME + "-export-8443");
        Service other = full.named(Service.class, NAME + "-export-9443");

        assertThat(List.of(usual.getSpec().getType(), other.getSpec().getType()))
                .containsExactly("LoadBalancer", "NodePort");
        assertThat(List.of(usual, other))
                .allMatch(
                        service -> service.getSpec().getExternalTrafficPolicy().equals("Local"));
        assertThat(other.getSpec().getPorts()).extracting(ServicePort::getPort).containsExactly(443);
        assertThat(full.all(Service.class))
                .as("none of a closed export, nor of one on loopback")
                .hasSize(4);
    }

    @Test
    void giveAllExportsOneServiceIfAsked() {
        Service single = Rendering.sample("trial").named(Service.class, NAME + "-export");

        assertThat(single.getSpec().getPorts()).extracting(ServicePort::getPort).containsExactly(8443, 8444);
        assertThat(single.getSpec().getExternalTrafficPolicy())
                .as("not of a ClusterIP")
                .isNull();
    }

    /** {@code exportService.spec} is for all ports, and one of them may be of another type. */
    @ParameterizedTest
    @ValueSource(strings = {"NodePort", "ClusterIP"})
    void haveFieldsOfALoadBalancerOnlyIfTheyAreOne(String type) {
        var values = Values.merged(Rendering.sampleValues("full"), BALANCED.formatted(type));
        Rendering full = Rendering.of(Values.text(values));
        ServiceSpec plain = full.named(Service.class, NAME + "-export-9443").getSpec();

        assertThat(full.named(Service.class, NAME + "-export-8443").getSpec())
                .extracting(BALANCING)
                .containsExactly(List.of("192.0.2.0/24"), "internal", "192.0.2.1", false, 30000);
        assertThat(plain.getType()).isEqualTo(type);
        assertThat(plain).extracting(BALANCING).containsExactly(List.of(), null, null, null, null);
        assertThat(plain.getExternalTrafficPolicy()).isEqualTo(type.equals("ClusterIP") ? null : "Local");
        assertThat(plain.getSessionAffinity()).isEqualTo("ClientIP");
    }
}
