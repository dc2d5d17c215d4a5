package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** Releases stand side by side in one namespace, and the chart within another. */
class NamesTest {
    /** As long as Helm lets a release's name be. */
    private static final String LONGEST = "a-release-whose-name-is-as-long-as-helm-lets-it-be-53";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {LONGEST, "7th-floor", "gateway.berlin", "ucm-billing-gateway", "g"})
    void areLabelsOfDns(String release) {
        List<HasMetadata> objects = Rendering.of(Rendering.CHART, release, Rendering.sampleValues("full"))
                .strict();

        assertThat(objects)
                .extracting(object -> object.getMetadata().getName())
                .allMatch(name -> name.matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?"));
        assertThat(objects)
                .allSatisfy(object -> assertThat(object.getMetadata().getLabels())
                        .containsEntry("app.kubernetes.io/instance", release));
    }

    @Test
    void ofTwoReleasesAreNeverTheSame() {
        List<String> releases = List.of(
                LONGEST,
                LONGEST.replace("53", "54"),
                "ucm-billing-gateway",
                "gateway",
                "gateway.berlin",
                "gateway-berlin",
                "gateway-ucm-billing-gateway",
                "7",
                "g-7");
        List<String> names = releases.stream()
                .map(release -> Rendering.of(Rendering.CHART, release, Rendering.sampleValues("trial")))
                .flatMap(rendering -> rendering.strict().stream())
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void ofTwoReleasesSelectTheirOwnPods() {
        Set<?> selectors = List.of("gateway", "gateway-berlin").stream()
                .map(release -> Rendering.of(Rendering.CHART, release, "").one(Deployment.class))
                .map(deployment -> deployment.getSpec().getSelector().getMatchLabels())
                .collect(Collectors.toSet());

        assertThat(selectors).hasSize(2);
    }

    /** A chart around it has values of its own, globals, a condition, and a name of its own for this one, twice. */
    @Test
    void standWithinAnotherChart() throws IOException {
        Files.writeString(folder.resolve("Chart.yaml"), """
            apiVersion: v2
            name: telephony
            version: 1.0.0
            dependencies:
              - { name: ucm-billing-gateway, version: 0.1.0, alias: calls, condition: calls.enabled }
              - { name: ucm-billing-gateway, version: 0.1.0, alias: more, condition: more.enabled }
              - { name: ucm-billing-gateway, version: 0.1.0, alias: never, condition: never.enabled }
            """);
        FileSystemUtils.copyRecursively(Rendering.CHART, folder.resolve("charts/ucm-billing-gateway"));

        Rendering rendering = Rendering.of(folder, "site", """
            global: { imageRegistry: registry.example }
            owner: { team: telephony }
            calls: { enabled: true, replicas: 4 }
            more: { enabled: true, fullnameOverride: another }
            never: { enabled: false }
            """);

        assertThat(rendering.all(Deployment.class))
                .extracting(deployment -> deployment.getMetadata().getName())
                .containsExactlyInAnyOrder("site-calls", "another");
        assertThat(rendering.named(Deployment.class, "site-calls").getSpec().getReplicas())
                .isEqualTo(4);
    }
}
