package io.ucmbilling.watching;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each alert has its section in the runbook, and asks for metrics that the operations tell of. */
class AlertRulesTest {
    static final Pattern METRIC = Pattern.compile("\\b((?:gateway|hikaricp|http|jvm|process)_[a-z_]+)\\b");
    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
    private static final Pattern EXPRESSION = Pattern.compile("(?m)^ +expr: \\|\\n((?: {10}.*\\n)+)");
    private static final Pattern RUNBOOK = Pattern.compile("runbook_url: (\\S+)");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\w+)$");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(gateway\\.[a-z.]+)` \\|");
    private static final Pattern PART =
            Pattern.compile("_(total|count|sum|max|bucket|seconds_count|seconds_sum|seconds_max|seconds_bucket)$");

    private static final String RULES = Documents.text(Promtool.RULES);

    @Test
    void haveASectionEachInTheRunbook() {
        String runbook = Documents.text(Path.of("src/docs/runbook.md"));

        assertThat(Documents.found(SECTION, runbook)).containsExactlyElementsOf(Documents.found(ALERT, RULES));
        assertThat(Documents.found(RUNBOOK, RULES))
                .containsExactlyElementsOf(Documents.found(ALERT, RULES).stream()
                        .map(alert -> "src/docs/runbook.md#" + alert.toLowerCase(Locale.ROOT))
                        .toList());
        for (String section : runbook.split("(?m)^## ", -1)) {
            if (!section.startsWith("# ")) {
                assertThat(section).contains("**Meaning.**", "**Look at**", "```sh", "**Do**");
            }
        }
    }

    @Test
    void askForDocumentedMetrics() {
        List<String> expressions = Documents.found(EXPRESSION, RULES);

        assertThat(expressions).hasSameSizeAs(Documents.found(ALERT, RULES));
        assertThat(expressions)
                .allSatisfy(expression -> assertThat(documented()).containsAll(asked(expression)));
    }

    /** Returns the names without dots of the metrics that an expression asks for. */
    static Set<String> asked(String expression) {
        return Documents.found(METRIC, expression).stream()
                .map(name -> PART.matcher(name).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the documented names, as Prometheus writes them. */
    static Set<String> documented() {
        return Documents.found(DOCUMENTED, Documents.text(Path.of("src/docs/operations.md"))).stream()
                .map(name -> name.replace('.', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
