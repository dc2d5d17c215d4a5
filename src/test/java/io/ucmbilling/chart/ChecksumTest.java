package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pods are replaced if their configuration changes, and only then. */
class ChecksumTest {
    private static final Map<String, String> BEFORE = checksums("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway: { collection: { parallel-sites: 8 } }",
                "gateway: { sites: { branch-b: { url: 'https://ucm.branch-b.example', time-zone: UTC } } }",
                "config: { logging: { level: { root: WARN } } }",
                "secretSettings: { existingSecrets: [more] }",
                "secretSettings: { values: { branch-a: '1235' } }",
                "database: { password: other }",
                "files: { own: { data: { tls.key: other } } }",
            })
    void changesWithTheConfiguration(String values) {
        assertThat(checksums(values)).isNotEqualTo(BEFORE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicas: 5",
                "commonLabels: { example.org/owner: other }",
                "service: { type: NodePort }",
                "monitoring: { serviceMonitor: { enabled: true } }",
                "networkPolicy: { enabled: true }",
                "ingress: { enabled: true, hosts: [gateway.example] }",
            })
    void doesNotChangeWithAnythingElse(String values) {
        assertThat(checksums(values)).isEqualTo(BEFORE);
    }

    @Test
    void tellsSecretsFromTheFleet() {
        Map<String, String> after = checksums("database: { password: other }");

        assertThat(after.get("checksum/fleet")).isEqualTo(BEFORE.get("checksum/fleet"));
    }

    private static Map<String, String> checksums(String values) {
        Map<String, Object> merged = Values.merged(Rendering.sampleValues("trial"), values);
        return new TreeMap<>(PodTemplates.gateway(Rendering.of(Values.text(merged)))
                .getMetadata()
                .getAnnotations());
    }
}
