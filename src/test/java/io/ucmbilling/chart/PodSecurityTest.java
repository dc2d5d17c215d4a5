package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pod keeps to "restricted" of the Pod Security Standards, and to what the gateway needs to stop in peace. */
class PodSecurityTest {

    static Stream<PodTemplateSpec> pods() {
        return ObjectsTest.values().map(Rendering::of).map(PodTemplates::all).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("pods")
    void isRestricted(PodTemplateSpec pod) {
        PodSpec spec = pod.getSpec();

        assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(spec.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(spec.getHostNetwork()).isNull();
        assertThat(spec.getHostPID()).isNull();
        assertThat(spec.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
        assertThat(PodTemplates.containers(pod)).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getSecurityContext().getCapabilities().getAdd())
                    .isNullOrEmpty();
            assertThat(container.getSecurityContext().getPrivileged()).isNull();
            assertThat(container.getPorts() == null
                            || container.getPorts().stream().allMatch(port -> port.getHostPort() == null))
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("pods")
    void hasNoTokenAndARootThatCannotBeWritten(PodTemplateSpec pod) {
        assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
        assertThat(PodTemplates.containers(pod))
                .allSatisfy(
                        container -> assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                                .isTrue());
        Container own = pod.getSpec().getContainers().getFirst();
        assertThat(own.getVolumeMounts()).extracting(VolumeMount::getMountPath).contains("/tmp");
        assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isEqualTo(10001);
        assertThat(pod.getSpec().getSecurityContext().getFsGroup()).isEqualTo(10001);
    }

    @Test
    void hasAnAccountWithoutAToken() {
        assertThat(Rendering.of("").one(ServiceAccount.class).getAutomountServiceAccountToken())
                .isFalse();
        assertThat(Rendering.sample("trial").all(ServiceAccount.class)).isEmpty();
    }

    /** What preStop waits, 5 s of {@code gateway.shutdown-delay}, and 22 s for passes and answers. */
    @Test
    void hasTheTimeToStop() {
        PodSpec spec = PodTemplates.gateway(Rendering.of("")).getSpec();
        long sleep = spec.getContainers()
                .getFirst()
                .getLifecycle()
                .getPreStop()
                .getSleep()
                .getSeconds();

        assertThat(sleep).isPositive();
        assertThat(spec.getTerminationGracePeriodSeconds()).isGreaterThan(sleep + 5 + 22);
        assertThat(Rendering.of("")
                        .named(ConfigMap.class, "gateway-ucm-billing-gateway")
                        .getData())
                .extractingByKey("fleet.yaml", STRING)
                .contains("shutdown-delay: 5s");
    }

    /** The last three are of another form, which is left to the operator. */
    @ParameterizedTest
    @ValueSource(strings = {"30s", "08s", "30000ms", "0m", "PT2M", "'${DELAY}'", "null"})
    void hasTheTimeToStopWithADelayUpToTheUsualTime(String delay) {
        assertThatCode(() -> Rendering.of("gateway: { shutdown-delay: " + delay + " }"))
                .doesNotThrowAnyException();
    }

    @Test
    void isReplacedOnlyOnceANewOneServes() {
        var rolling =
                Rendering.of("").one(Deployment.class).getSpec().getStrategy().getRollingUpdate();

        assertThat(rolling.getMaxUnavailable().getIntVal()).isZero();
        assertThat(rolling.getMaxSurge().getIntVal()).isOne();
    }
}
