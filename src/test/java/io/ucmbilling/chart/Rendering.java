package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.ucmbilling.testing.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * What Helm makes of a chart and values at an install, without a cluster.
 *
 * @param objects all of them, hooks included, as maps
 * @param notes what is told to whoever installs it
 */
record Rendering(List<Map<String, Object>> objects, String notes) {
    static final Path CHART = Path.of("helm/ucm-billing-gateway");

    static final String NAMESPACE = "telephony";

    /** Renders the chart with a text of values, as the release "gateway". */
    static Rendering of(String values) {
        return of(CHART, "gateway", values);
    }

    /** Renders it with one of the chart's own sample files: "full" or "trial". */
    static Rendering sample(String name) {
        return of(sampleValues(name));
    }

    static String sampleValues(String name) {
        return Documents.text(CHART.resolve("ci/" + name + "-values.yaml"));
    }

    static Rendering of(Path chart, String release, String values) {
        HelmRun run = HelmRun.of(chart, release, values);
        return new Rendering(documents(run.objects()), run.notes());
    }

    private static List<Map<String, Object>> documents(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return StreamSupport.stream(new Yaml(options).loadAll(yaml).spliterator(), false)
                .filter(document -> document != null)
                .map(Rendering::map)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object document) {
        return (Map<String, Object>) document;
    }

    /** Reads all objects strictly. */
    List<HasMetadata> strict() {
        return objects.stream().map(StrictObjects::read).toList();
    }

    /** Returns the objects of a type, in their order. */
    <T extends HasMetadata> List<T> all(Class<T> type) {
        return strict().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Returns the only object of a type. */
    <T extends HasMetadata> T one(Class<T> type) {
        List<T> all = all(type);
        assertThat(all).as(type.getSimpleName()).hasSize(1);
        return all.getFirst();
    }

    /** Returns the object of that type and name. */
    <T extends HasMetadata> T named(Class<T> type, String name) {
        return all(type).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
    }
}
