package io.ucmbilling.chart;

import io.ucmbilling.testing.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The values that the document about Kubernetes shows. */
final class FleetDocument {
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    private FleetDocument() {}

    /** Returns all blocks of values in their order. */
    static List<String> blocks() {
        return Documents.found(YAML, Documents.text(Path.of("src/docs/kubernetes.md")));
    }

    /** Returns the ten lines to start from. */
    static String values() {
        return blocks().getFirst();
    }
}
