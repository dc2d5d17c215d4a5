package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong value is refused by the templates if a schema cannot tell: what hangs on two values, and what must not be printed. */
class ChecksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateway: { sites: { Branch_A: {} } } | gateway.sites: found the key \"Branch_A\", expected one of the"
                        + " form ^[a-z0-9]",
                "secretSettings: { values: { 'a b': c } } | secretSettings.values: found the key \"a b\", expected",
                "env: { 9A: b } | env: found the key \"9A\", expected one of the form",
                "files: { Upper: { secret: a } } | files: found the key \"Upper\", expected one of the form",
                "files: { tls: { data: { 'a b': c } } } | files.tls.data: found the key \"a b\", expected",
                "exportService: { ports: { https: {} } } | exportService.ports: found the key \"https\", expected",
                "gateway: { exports: { b: { enabled: true, address: here } } } | gateway.exports.b.address: found"
                        + " \"here\", expected an IP address and a port, such as 0.0.0.0:8443",
                "gateway: { exports: { b: { enabled: true, address: '0.0.0.0:8081' } } } | gateway.exports.b.address:"
                        + " found port 8081, which is the gateway's own, expected another one",
                "gateway: { recordings: { keep: ALL } } | cache.kind: found perPod, expected shared, as"
                        + " gateway.recordings.keep is ALL",
                "gateway: { recordings: { sites: { a: { keep: ALL } } } } | as gateway.recordings.sites.a.keep is ALL",
                "gateway: { recordings: { directory: recordings } } | gateway.recordings.directory: found"
                        + " \"recordings\", expected an absolute path",
                "config: { spring.config.import: 'file:/a.yaml' } | config: found the key \"spring.config.import\","
                        + " expected it nested, as in spring: { config: { import: [file:/fleet.yaml] } }",
                "config: { spring.config: { import: a } } | config: found the key \"spring.config\", expected it"
                        + " nested",
                "config: { spring: { config.import: a } } | config.spring: found the key \"config.import\", expected it"
                        + " nested",
                "config: { spring: { config: { 'import[0]': a } } } | config.spring.config: found the key"
                        + " \"import[0]\"",
                "migration: { backup: { enabled: true } } | migration.backup.existingClaim: found nothing, expected"
                        + " the name",
                "migration: { by: pods, backup: { enabled: true, existingClaim: a } } | migration.backup.enabled:"
                        + " found true with migration.by pods",
                "autoscaling: { enabled: true, minReplicas: 5, maxReplicas: 3 } | autoscaling.maxReplicas: found 3,"
                        + " expected at least autoscaling.minReplicas, which is 5",
                "ingress: { enabled: true } | ingress.hosts: found none, expected at least one host",
                "podLabels: { app.kubernetes.io/name: other } | podLabels: found the key \"app.kubernetes.io/name\","
                        + " which the chart sets itself, expected another one",
                "commonLabels: { helm.sh/chart: other } | commonLabels: found the key \"helm.sh/chart\", which the"
                        + " chart",
                "terminationGracePeriodSeconds: 30 | terminationGracePeriodSeconds: found 30, expected at least 50,"
                        + " which is 45 and preStopSeconds",
                "gateway: { shutdown-delay: 31s } | terminationGracePeriodSeconds: found 60, expected at least 61,"
                        + " which is 25, gateway.shutdown-delay and preStopSeconds",
                "gateway: { shutdown-delay: 30001ms } | terminationGracePeriodSeconds: found 60, expected at least 61",
                "{ gateway: { shutdown-delay: 2m }, preStopSeconds: 20 } | found 60, expected at least 165",
            })
    void isNamed(String values, String told) {
        assertThatThrownBy(() -> Rendering.of(values)).hasMessageContaining(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway: { sites: { a: { password: hush-hush } } }",
                "gateway: { exports: { b: { password: hush-hush } } }",
                "gateway: { exports: { b: { password: '${B:hush-hush}' } } }",
                "gateway: { exports: { b: { private-key: hush-hush } } }",
                "config: { spring: { mail: { password: hush-hush } } }",
                "config: { spring.mail.password: hush-hush }",
            })
    void isRefusedButNotToldIfItIsAPassword(String values) {
        assertThatThrownBy(() -> Rendering.of(values))
                .hasMessageContaining("found plain text (not shown), expected ${name}")
                .hasMessageNotContaining("hush-hush");
    }
}
