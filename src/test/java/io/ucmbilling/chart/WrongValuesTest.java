package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.testing.Documents;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong value is refused by the schema before anything is changed: its path, and what was expected. */
class WrongValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: many | at '/replicas': got string, want integer",
                "replicas: -1 | at '/replicas': minimum: got -1, want 0",
                "replica: 3 | additional properties 'replica' not allowed",
                "ingres: { enabled: true } | additional properties 'ingres' not allowed",
                "database: { port: 70000 } | at '/database/port': maximum: got 70,000, want 65,535",
                "database: { port: '5432' } | at '/database/port': got string, want integer",
                "database: { hostname: db.example } | at '/database': additional properties 'hostname' not allowed",
                "database: { host: 'db.example/gateway' } | at '/database/host': 'db.example/gateway' does not match",
                "database: { existingSecret: Gateway_DB } | at '/database/existingSecret': 'Gateway_DB' does not match",
                "migration: { by: hand } | at '/migration/by': value must be one of 'job', 'pods', 'nobody'",
                "migration: { backup: { enabled: 1 } } | at '/migration/backup/enabled': got number, want boolean",
                "gateway: [] | at '/gateway': got array, want object",
                "gateway: { sites: [branch-a] } | at '/gateway/sites': got array, want object",
                "gateway: { sites: { a: { url: 'http://ucm' } } } | at '/gateway/sites/a/url': 'http://ucm' does not"
                        + " match",
                "gateway: { sites: { a: { tls: { trust: all } } } } | at '/gateway/sites/a/tls/trust': value must be"
                        + " one of 'system', 'pinned', 'any'",
                "gateway: { sites: { a: { poll-interval: 60 } } } | at '/gateway/sites/a/poll-interval': got number,"
                        + " want string",
                "gateway: { sites: { a: { poll-interval: often } } } | at '/gateway/sites/a/poll-interval': 'often'"
                        + " does not match",
                "gateway: { sites: { a: { max-answer-size: 16Mi } } } | at '/gateway/sites/a/max-answer-size': '16Mi'"
                        + " does not match",
                "gateway: { exports: { b: { enabled: sometimes } } } | at '/gateway/exports/b/enabled'",
                "gateway: { exports: { b: { shape: 23 } } } | at '/gateway/exports/b/shape': value must be one of 22,"
                        + " 27,",
                "gateway: { exports: { b: { permitted-ips: { a: b } } } } | at '/gateway/exports/b/permitted-ips': got"
                        + " object, want string or array",
                "gateway: { exports: { b: { max-connections: 0 } } } | at '/gateway/exports/b/max-connections'",
                "gateway: { recordings: { keep: SOME } } | at '/gateway/recordings/keep': value must be one of"
                        + " 'ON_DEMAND', 'ALL'",
                "gateway: { api: { clients: { erp: { mask: 3 } } } } | at '/gateway/api/clients/erp/mask'",
                "gateway: { exports: { b: { legacy-suites: some } } } | at '/gateway/exports/b/legacy-suites'",
                "gateway: { metrics: { detailed-sites: -1 } } | at '/gateway/metrics/detailed-sites': minimum: got -1,"
                        + " want",
                "gateway: { retention: 3y } | at '/gateway/retention': '3y' does not match pattern",
                "config: { gateway: { sites: {} } } | at '/config': 'not' failed",
                "secretSettings: { existingSecrets: one } | at '/secretSettings/existingSecrets': got string, want"
                        + " array",
                "env: [{ name: A, value: b }] | at '/env': got array, want object",
                "env: { A: { valueFrom: { secret: b } } } | additional properties 'secret' not allowed",
                "files: { tls: { secret: a, configMap: b } } | at '/files/tls': maxProperties: got 2, want 1",
                "files: { tls: {} } | at '/files/tls': minProperties: got 0, want 1",
                "cache: { kind: private } | at '/cache/kind': value must be one of 'perPod', 'perPodClaim', 'shared'",
                "cache: { size: large } | at '/cache/size': 'large' does not match pattern",
                "service: { type: Loadbalancer } | at '/service/type': value must be one of 'ClusterIP', 'NodePort',",
                "ingress: { hosts: ['https://gateway.example'] } | at '/ingress/hosts/0'",
                "trustedProxies: [proxy.example] | at '/trustedProxies/0': 'proxy.example' does not match pattern",
                "image: { tag: 'a b' } | at '/image/tag': 'a b' does not match pattern",
                "image: { digest: sha256:12 } | at '/image/digest': 'sha256:12' does not match pattern",
                "image: { pullPolicy: Sometimes } | at '/image/pullPolicy': value must be one of 'Always',",
                "resources: { limits: { memory: much } } | at '/resources/limits/memory': 'much' does not match",
                "resources: { limits: { cpu: -0.5 } } | at '/resources/limits/cpu': minimum: got -0.5, want 0",
                "resources: { limit: {} } | at '/resources': additional properties 'limit' not allowed",
                "autoscaling: { maxReplicas: 0 } | at '/autoscaling/maxReplicas': minimum: got 0, want 1",
                "podDisruptionBudget: { maxUnavailable: half } | at '/podDisruptionBudget/maxUnavailable': 'half' does"
                        + " not",
                "topologySpread: { whenUnsatisfiable: Never } | at '/topologySpread/whenUnsatisfiable': value must be"
                        + " one",
                "probes: { startup: { path: /x } } | at '/probes/startup': additional properties 'path' not allowed",
                "probes: { liveness: { periodSeconds: 0 } } | at '/probes/liveness/periodSeconds': minimum: got 0,"
                        + " want 1",
                "preStopSeconds: 0 | at '/preStopSeconds': minimum: got 0, want 1",
                "podAnnotations: { a: 1 } | at '/podAnnotations/a': got number, want string",
                "networkPolicy: { ucms: { to: 10.0.0.0/8 } } | at '/networkPolicy/ucms/to': got string, want array",
                "networkPolicy: { dns: { ports: [] } } | at '/networkPolicy/dns/ports': minItems: got 0, want 1",
                "networkPolicy: { dns: { ports: null } } | at '/networkPolicy/dns': missing property 'ports'",
                "networkPolicy: { ucms: { from: [] } } | at '/networkPolicy/ucms': additional properties 'from' not"
                        + " allowed",
                "monitoring: { serviceMonitor: { interval: 30 } } | at '/monitoring/serviceMonitor/interval': got"
                        + " number",
                "monitoring: { alerts: {} } | at '/monitoring': additional properties 'alerts' not allowed",
                "database: null | missing property 'database'",
                "database: { port: null } | at '/database': missing property 'port'",
                "gateway: null | missing property 'gateway'",
                "service: { spec: null } | at '/service': missing property 'spec'",
                "probes: { startup: null } | at '/probes': missing property 'startup'",
                "serviceAccount: { create: null } | at '/serviceAccount': missing property 'create'",
                "podDisruptionBudget: { maxUnavailable: 101% } | at '/podDisruptionBudget/maxUnavailable': '101%' does",
                "trustedProxies: [999.1.1.1] | at '/trustedProxies/0': '999.1.1.1' does not match pattern",
                "trustedProxies: [10.0.0.0/33] | at '/trustedProxies/0': '10.0.0.0/33' does not match pattern",
                "fullnameOverride: My_Gateway | at '/fullnameOverride': 'My_Gateway' does not match pattern",
            })
    void isNamedByTheSchema(String values, String told) {
        assertThatThrownBy(() -> Rendering.of(values)).hasMessageContaining(told);
    }

    /** What a parent chart hands down, and anchors of a file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "global: { imageRegistry: registry.example, any: [thing] }",
                "enabled: true",
                "trustedProxies: [10.42.0.0/16, 192.0.2.1, '::1', 'fd00::/8', '::ffff:192.0.2.1']",
                "{ resources: null, securityContext: { runAsUser: null }, migration: { ttlSecondsAfterFinished: null }"
                        + " }",
                "x-site: { tls: { trust: any } }",
                "gateway: { report: { any: thing }, sites: { a: { later: thing } } }",
            })
    void isNotWhatOthersRead(String values) {
        assertThatCode(() -> Rendering.of(values)).doesNotThrowAnyException();
    }

    @Test
    void areAllNamedAtOnce() {
        assertThatThrownBy(() -> Rendering.of("replicas: many\ncache: { kind: private }"))
                .satisfies(told -> assertThat(told.getMessage()).contains("at '/replicas'", "at '/cache/kind'"));
    }

    @Test
    void areToldAsTheDocumentShows() {
        String document = Documents.text(Path.of("src/docs/kubernetes.md"));

        assertThatThrownBy(
                        () -> Rendering.of("replicas: many\ngateway: { sites: { branch-a: { tls: { trust: all } } } }"))
                .satisfies(told -> assertThat(
                                String.valueOf(told.getMessage()).lines().filter(line -> line.startsWith("- at")))
                        .hasSize(2)
                        .allMatch(document::contains));
    }
}
