package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart gives to a cluster is what Kubernetes knows. */
class ObjectsTest {
    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");

    static Stream<String> values() {
        return Stream.of("", FleetDocument.values(), Rendering.sampleValues("full"), Rendering.sampleValues("trial"));
    }

    @Test
    void passesTheStrictLint() {
        var result = new Helm(Rendering.CHART).lint().strict().call();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void areReadStrictly(String values) {
        List<HasMetadata> objects = Rendering.of(values).strict();

        assertThat(objects).extracting(HasMetadata::getKind).contains("Deployment", "Service", "ConfigMap", "Job");
        assertThat(objects.stream()
                        .map(object ->
                                object.getKind() + " " + object.getMetadata().getName()))
                .doesNotHaveDuplicates();
    }

    @Test
    void areOfEveryKindIfAllIsSwitchedOn() {
        assertThat(Rendering.sample("full").strict())
                .extracting(HasMetadata::getKind)
                .contains(
                        "Ingress",
                        "HorizontalPodAutoscaler",
                        "NetworkPolicy",
                        "PersistentVolumeClaim",
                        "PodDisruptionBudget",
                        "ServiceAccount",
                        "ServiceMonitor")
                .doesNotContain("Secret");
    }

    @ParameterizedTest
    @MethodSource("values")
    void haveNamesAndLabelsThatAClusterTakes(String values) {
        assertThat(Rendering.of(values).strict()).allSatisfy(object -> {
            assertThat(object.getMetadata().getName()).matches(NAME);
            assertThat(object.getMetadata().getNamespace()).isEqualTo("telephony");
            assertThat(object.getMetadata().getLabels().values())
                    .allSatisfy(value -> assertThat(value).matches(LABEL));
        });
    }

    @Test
    void wouldBeRefusedWithAMisspeltField() {
        Map<String, Object> wrong =
                Map.of("apiVersion", "apps/v1", "kind", "Deployment", "spec", Map.of("replicaz", 2));

        assertThatThrownBy(() -> StrictObjects.read(wrong)).hasMessageContaining("replicaz");
    }

    @Test
    void wouldBeRefusedWithAMisspeltFieldDeepInside() {
        Map<String, Object> wrong = Map.of(
                "apiVersion",
                "monitoring.coreos.com/v1",
                "kind",
                "ServiceMonitor",
                "spec",
                Map.of("endpoints", List.of(Map.of("prot", "management"))));

        assertThatThrownBy(() -> StrictObjects.read(wrong)).hasMessageContaining("prot");
    }

    @Test
    void areToldOfInTheNotes() {
        assertThat(Rendering.sample("full").notes())
                .contains(
                        "http://gateway-ucm-billing-gateway.telephony:8080/docs",
                        "https://gateway-ucm-billing-gateway-export-8443.telephony:8443/cdrapi",
                        "https://gateway-ucm-billing-gateway-export-9443.telephony:443/cdrapi",
                        "https://gateway.example/docs",
                        "rollout status deployment/gateway-ucm-billing-gateway");
        assertThat(Rendering.of("").notes()).contains("no UCM is polled", "the database has no password");
        assertThat(Rendering.sample("trial").notes()).contains("passwords in plain text");
    }

    /** {@code helm test} starts a class of the gateway in the gateway's image. It asks its last argument as an address. */
    @Test
    void askForReadinessByAClassOfTheGateway() throws Exception {
        List<String> command = Rendering.of("")
                .one(Pod.class)
                .getSpec()
                .getContainers()
                .getFirst()
                .getCommand();
        Class<?> check = Class.forName(command.get(3));
        Method address = check.getDeclaredMethod("address", String.class);
        address.setAccessible(true);

        assertThat(check.getDeclaredMethod("main", String[].class)).isNotNull();
        assertThat(address.invoke(null, command.getLast()))
                .isEqualTo(URI.create("http://gateway-ucm-billing-gateway-management:8081/actuator/health/readiness"));
    }
}
