package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pod reads is there: the release's own objects with the keys, or objects that the values name. */
class ReferencesTest {
    private static final String OWN = "gateway-ucm-billing-gateway";
    private static final int INPUT = -10;

    static Stream<String> values() {
        return ObjectsTest.values();
    }

    @ParameterizedTest
    @MethodSource("values")
    void leadToKeysOfTheRelease(String values) {
        Rendering rendering = Rendering.of(values);
        Set<String> keys =
                rendering.strict().stream().flatMap(ReferencesTest::keys).collect(Collectors.toSet());

        assertThat(references(rendering))
                .filteredOn(reference -> reference.startsWith(OWN))
                .allMatch(keys::contains);
        assertThat(references(rendering)).noneMatch(reference -> reference.isBlank());
    }

    @Test
    void leadElseToWhatTheOperatorNamed() {
        assertThat(new TreeSet<>(references(Rendering.sample("full"))))
                .filteredOn(reference -> !reference.startsWith(OWN))
                .containsExactly(
                        "authorities",
                        "billing-tls",
                        "dumps",
                        "export-passwords hotel",
                        "gateway-database password",
                        "gateway-database username",
                        "gateway-passwords",
                        "gateway.more-passwords",
                        "more-variables",
                        "ucm-authorities",
                        "ucm-passwords branch-b");
    }

    @ParameterizedTest
    @MethodSource("values")
    void ofTheMigrationAreHooksBeforeIt(String values) {
        Rendering rendering = Rendering.of(values);
        Set<String> hooks = rendering.strict().stream()
                .filter(object -> !(object instanceof Job))
                .filter(object -> weight(object) == INPUT)
                .flatMap(ReferencesTest::keys)
                .collect(Collectors.toSet());

        assertThat(weight(rendering.one(Job.class))).isGreaterThan(INPUT);
        assertThat(references(PodTemplates.migration(rendering)))
                .filteredOn(reference -> reference.startsWith(OWN))
                .isNotEmpty()
                .allMatch(hooks::contains);
        assertThat(PodTemplates.migration(rendering).getSpec().getServiceAccountName())
                .as("not the release's own, which is made later")
                .isNotEqualTo(OWN);
    }

    @ParameterizedTest
    @MethodSource("values")
    void ofContainersLeadToVolumesOfTheirPod(String values) {
        for (PodTemplateSpec pod : PodTemplates.all(Rendering.of(values))) {
            List<String> volumes =
                    pod.getSpec().getVolumes().stream().map(Volume::getName).toList();
            assertThat(volumes)
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"));
            for (Container container : PodTemplates.containers(pod)) {
                assertThat(container.getVolumeMounts())
                        .extracting(VolumeMount::getName)
                        .isSubsetOf(volumes);
                assertThat(container.getVolumeMounts())
                        .extracting(VolumeMount::getMountPath)
                        .doesNotHaveDuplicates();
                assertThat(container.getEnv()).extracting(EnvVar::getName).doesNotHaveDuplicates();
            }
        }
    }

    /** Returns 0 for what is no hook. */
    private static int weight(HasMetadata object) {
        return Stream.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.getOrDefault(HelmRun.HOOK + "-weight", "0"))
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** Returns "name" of each object, and "name key" of each key of its data. */
    private static Stream<String> keys(HasMetadata object) {
        String name = object.getMetadata().getName();
        Set<String> keys = switch (object) {
            case Secret secret -> secret.getData().keySet();
            case ConfigMap map -> map.getData().keySet();
            default -> Set.of();
        };
        return Stream.concat(Stream.of(name), keys.stream().map(key -> name + " " + key));
    }

    private static Set<String> references(Rendering rendering) {
        Set<String> all = new HashSet<>();
        PodTemplates.all(rendering).forEach(pod -> all.addAll(references(pod)));
        return all;
    }

    private static Set<String> references(PodTemplateSpec pod) {
        return Stream.concat(
                        pod.getSpec().getVolumes().stream().flatMap(ReferencesTest::ofVolume),
                        PodTemplates.containers(pod).stream().flatMap(ReferencesTest::ofContainer))
                .collect(Collectors.toSet());
    }

    private static Stream<String> ofVolume(Volume volume) {
        if (volume.getSecret() != null) {
            return Stream.concat(
                    Stream.of(volume.getSecret().getSecretName()),
                    items(volume.getSecret().getSecretName(), volume.getSecret().getItems()));
        }
        if (volume.getConfigMap() != null) {
            return Stream.of(volume.getConfigMap().getName());
        }
        return volume.getPersistentVolumeClaim() == null
                ? Stream.of()
                : Stream.of(volume.getPersistentVolumeClaim().getClaimName());
    }

    private static Stream<String> items(String name, List<KeyToPath> items) {
        return Stream.ofNullable(items).flatMap(List::stream).map(item -> name + " " + item.getKey());
    }

    private static Stream<String> ofContainer(Container container) {
        Stream<String> single = container.getEnv().stream()
                .map(EnvVar::getValueFrom)
                .filter(Objects::nonNull)
                .filter(source -> source.getSecretKeyRef() != null)
                .map(source -> source.getSecretKeyRef().getName() + " "
                        + source.getSecretKeyRef().getKey());
        Stream<String> whole = Stream.ofNullable(container.getEnvFrom())
                .flatMap(List::stream)
                .map(EnvFromSource::getSecretRef)
                .filter(Objects::nonNull)
                .map(secret -> secret.getName());
        return Stream.concat(single, whole);
    }
}
