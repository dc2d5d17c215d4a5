package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.ucmbilling.testing.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The alerts and dashboards that lie in the chart are brought as they are. */
class MonitoringTest {
    private static final String ON =
            "monitoring: { serviceMonitor: { enabled: true }, prometheusRule: { enabled: true }, dashboards: {"
                    + " enabled: true } }";
    private static final String ALERTS = """
        # Told in the runbook.
        groups:
          - name: sites
            rules:
              - alert: SiteSilent
                expr: gateway_site_lag_seconds{job!=""} > 1800
                for: 5m
                annotations: { summary: "Site {{ $labels.site }} is silent for {{ $value | humanizeDuration }}" }
        """;

    @TempDir
    private Path folder;

    private Path alerts;

    @BeforeEach
    void copyTheChart() throws IOException {
        FileSystemUtils.copyRecursively(Rendering.CHART, folder);
        FileSystemUtils.deleteRecursively(folder.resolve("files"));
        alerts = Files.createDirectories(folder.resolve("files/dashboards")).resolveSibling("alerts.yaml");
    }

    @Test
    void bringNoRuleIfThereIsNone() {
        Rendering rendering = Rendering.of(folder, "gateway", ON);

        assertThat(rendering.all(PrometheusRule.class)).isEmpty();
        assertThat(rendering.all(ServiceMonitor.class)).hasSize(1);
        assertThat(rendering.notes()).contains("this chart holds no alerts");
    }

    @Test
    void bringTheRulesWithTheirOwnTemplates() throws IOException {
        Files.writeString(alerts, ALERTS);

        PrometheusRule rule = Rendering.of(folder, "gateway", ON).one(PrometheusRule.class);

        var alert = rule.getSpec().getGroups().getFirst().getRules().getFirst();
        assertThat(alert.getAlert()).isEqualTo("SiteSilent");
        assertThat(alert.getAnnotations())
                .containsEntry("summary", "Site {{ $labels.site }} is silent for {{ $value | humanizeDuration }}");
    }

    @Test
    void bringEachDashboardAsItIs() throws IOException {
        String json = "{\"title\": \"{{site}}\", \"note\": \"\\\"ä\\\"\\n\"}";
        Files.writeString(folder.resolve("files/dashboards/site_calls.json"), json);

        ConfigMap dashboard =
                Rendering.of(folder, "gateway", ON).named(ConfigMap.class, "gateway-ucm-billing-gateway-site-calls");

        assertThat(dashboard.getData()).isEqualTo(Map.of("site_calls.json", json));
        assertThat(dashboard.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
    }

    /** Whatever lies in the chart today. */
    @Test
    void bringAllThatTheChartHolds() {
        Rendering rendering = Rendering.of(ON);
        Path files = Rendering.CHART.resolve("files");

        if (Files.exists(files.resolve("alerts.yaml"))) {
            assertThat(Rendering.of(ON).objects())
                    .filteredOn(object -> "PrometheusRule".equals(object.get("kind")))
                    .extracting(object -> object.get("spec"))
                    .containsExactly(Values.read(Documents.text(files.resolve("alerts.yaml"))));
        }
        List<String> dashboards = Documents.below(Rendering.CHART, ".json")
                .filter(file -> file.startsWith(files))
                .map(file -> file.getFileName().toString())
                .toList();
        assertThat(rendering.all(ConfigMap.class).stream()
                        .flatMap(map -> map.getData().keySet().stream())
                        .filter(key -> key.endsWith(".json")))
                .containsExactlyInAnyOrderElementsOf(dashboards);
    }

    @Test
    void bringNothingUnlessAsked() {
        assertThat(Rendering.of("").objects())
                .noneMatch(object -> String.valueOf(object.get("apiVersion")).startsWith("monitoring"));
    }
}
