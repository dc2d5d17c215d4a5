package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.Quantity;
import io.ucmbilling.testing.Documents;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The values file, its schema, the document about it and the gateway's own settings say the same. */
class ValuesFileTest {
    private static final Map<String, Object> DEFAULTS =
            Values.read(Documents.text(Rendering.CHART.resolve("values.yaml")));
    private static final Map<String, Object> SCHEMA =
            Values.read(Documents.text(Rendering.CHART.resolve("values.schema.json")));

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>ucm-billing-gateway</artifactId>\\s*<version>([^<]+)</version>");

    /** Whose keys are not the chart's, or have no default. */
    private static final Set<String> OPEN =
            Set.of("gateway", "probes", "resources", "podSecurityContext", "securityContext");

    @Test
    void hasEveryKeyOfTheSchemaAndNoOther() {
        Set<String> known = new TreeSet<>(properties(SCHEMA).keySet());
        known.removeAll(Set.of("global", "enabled"));

        assertThat(new TreeSet<>(DEFAULTS.keySet())).isEqualTo(known);
    }

    static Stream<String> closed() {
        return DEFAULTS.keySet().stream()
                .filter(key -> !OPEN.contains(key))
                .filter(key -> map(properties(SCHEMA).get(key)).containsKey("properties"));
    }

    @ParameterizedTest
    @MethodSource("closed")
    void hasEveryKeyOfAPart(String part) {
        Map<String, Object> schema = map(properties(SCHEMA).get(part));

        assertThat(schema).containsEntry("additionalProperties", false);
        assertThat(new TreeSet<>(map(DEFAULTS.get(part)).keySet()))
                .isEqualTo(new TreeSet<>(properties(schema).keySet()));
    }

    /** Of two equal keys, a reader takes one and says nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"values.yaml", "values.schema.json"})
    void hasNoKeyTwice(String file) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        String text = Documents.text(Rendering.CHART.resolve(file));

        assertThatCode(() -> new Yaml(strict).load(text)).doesNotThrowAnyException();
    }

    /** As Kubernetes does. */
    @ParameterizedTest
    @ValueSource(strings = {"0.5", "2", "500m", "1.5Gi", "1P", "1Pi", "1E", "1Ei"})
    void takesAQuantity(String quantity) {
        Rendering rendering = Rendering.of("resources: { limits: { memory: " + quantity + " } }");

        assertThat(PodTemplates.gatewayContainer(rendering).getResources().getLimits())
                .containsEntry("memory", Quantity.parse(quantity));
    }

    /** The schema never refuses what the gateway takes: its keys are the gateway's, and others are let through. */
    @ParameterizedTest
    @CsvSource({
        "site, io.ucmbilling.ucm.site.SiteSettings",
        "export, io.ucmbilling.cdrapi.ExportSettings",
        "client, io.ucmbilling.billing.admission.ApiSettings$ClientSettings",
        "gateway/collection, io.ucmbilling.collection.plan.CollectionSettings",
        "gateway/recordings, io.ucmbilling.recording.RecordingsSettings",
        "gateway/metrics, io.ucmbilling.watching.MetricsSettings",
        "gateway/api, io.ucmbilling.billing.admission.ApiSettings",
        "gateway, io.ucmbilling.startup.GatewaySettings",
    })
    void namesKeysOfTheGateway(String place, String settings) throws Exception {
        Map<String, Object> schema = schema(place);
        Set<String> known = Arrays.stream(Class.forName(settings).getRecordComponents())
                .map(component -> DataObjectPropertyName.toDashedForm(component.getName()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(properties(schema).keySet()).isNotEmpty().isSubsetOf(known);
        assertThat(schema).doesNotContainKey("additionalProperties");
    }

    private static Map<String, Object> schema(String place) {
        Map<String, Object> definitions = map(SCHEMA.get("definitions"));
        if (definitions.containsKey(place)) {
            return map(definitions.get(place));
        }
        Map<String, Object> schema = SCHEMA;
        for (String key : place.split("/")) {
            schema = map(properties(schema).get(key));
        }
        return schema;
    }

    /** The image is taken by the version, unless the values name a tag. */
    @Test
    void comesWithTheVersionOfTheGateway() {
        String version =
                Documents.found(VERSION, Documents.text(Path.of("pom.xml"))).getFirst();

        assertThat(Values.read(Documents.text(Rendering.CHART.resolve("Chart.yaml"))))
                .containsEntry("appVersion", version);
        assertThat(PodTemplates.gatewayContainer(Rendering.of("")).getImage())
                .isEqualTo("ucm-billing-gateway:" + version);
    }

    @Test
    void isShownInTenLines() {
        assertThat(FleetDocument.values().lines()).hasSize(10);
    }

    static Stream<String> blocks() {
        return FleetDocument.blocks().stream();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void isShownByTheDocumentAsItIs(String values) {
        assertThatCode(() -> Rendering.of(values)).doesNotThrowAnyException();
    }

    private static Map<String, Object> properties(Map<String, Object> schema) {
        return map(schema.get("properties"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
