package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network policies let the pods reach what they need, and be reached, and nothing else. */
class PoliciesTest {
    private static final String NAME = "gateway-ucm-billing-gateway";
    private static final String MIGRATION = NAME + "-migration";

    @Test
    void letInProbesAndFacesAndLetOutToAllThatIsAsked() {
        Rendering full = Rendering.sample("full");
        NetworkPolicy policy = full.named(NetworkPolicy.class, NAME);
        List<String> ports = PodTemplates.gatewayContainer(full).getPorts().stream()
                .map(ContainerPort::getName)
                .toList();

        assertThat(policy.getSpec().getIngress().stream()
                        .flatMap(rule -> rule.getPorts().stream())
                        .map(port -> port.getPort().getStrVal()))
                .containsExactlyInAnyOrderElementsOf(ports);
        assertThat(numbers(policy)).containsExactlyInAnyOrder(53, 53, 5433, 443, 8089, 8443, 443);
        assertThat(policy.getSpec().getPodSelector().getMatchLabels())
                .isEqualTo(full.one(Deployment.class).getSpec().getSelector().getMatchLabels());
    }

    /** A database behind a proxy or a token of a cloud is reached by the Job, too. */
    @Test
    void letTheMigrationOutToTheDatabaseAndToWhatTheOperatorAdds() {
        assertThat(numbers(Rendering.sample("full").named(NetworkPolicy.class, MIGRATION)))
                .containsExactly(53, 53, 5433, 443);
    }

    @ParameterizedTest
    @ValueSource(strings = {NAME, MIGRATION})
    void letOutToDnsOnItsPorts(String name) {
        Rendering rendering = Rendering.of("networkPolicy: { enabled: true, dns: { ports: [53, 5353] } }");

        assertThat(rendering
                        .named(NetworkPolicy.class, name)
                        .getSpec()
                        .getEgress()
                        .getFirst()
                        .getPorts())
                .extracting(port -> port.getProtocol() + " " + port.getPort().getIntVal())
                .containsExactly("UDP 53", "TCP 53", "UDP 5353", "TCP 5353");
    }

    /** The ports of a fleet in a file of the operator's own are not known, whatever sites are known beside it. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{ branch-a: { url: 'https://ucm.branch-a.example:8443' } }"})
    void letOutToUcmsOnAnyPortIfTheFleetIsImported(String sites) {
        Rendering rendering = Rendering.of("""
            config: { spring: { config: { import: "file:/fleet/fleet.yaml" } } }
            networkPolicy: { enabled: true, ucms: { to: [{ ipBlock: { cidr: 203.0.113.0/24 } }] } }
            gateway: { sites: %s }
            """.formatted(sites));
        var ucms =
                rendering.named(NetworkPolicy.class, NAME).getSpec().getEgress().getLast();

        assertThat(ucms.getPorts()).isEmpty();
        assertThat(ucms.getTo()).extracting(peer -> peer.getIpBlock().getCidr()).containsExactly("203.0.113.0/24");
        assertThat(rendering.notes()).doesNotContain("no UCM is polled");
    }

    private static List<Integer> numbers(NetworkPolicy policy) {
        return policy.getSpec().getEgress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(NetworkPolicyPort::getPort)
                .map(IntOrString::getIntVal)
                .toList();
    }
}
