package io.ucmbilling.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prometheus' own {@code promtool}, which evaluates the rules on scraped series. */
final class Promtool {
    static final Path RULES =
            Path.of("helm/ucm-billing-gateway/files/alerts.yaml").toAbsolutePath();

    private static final int MINUTES_BEFORE = 120;
    private static final int MINUTES_AFTER = 30;
    private static final int EVALUATED_AT = MINUTES_BEFORE + 25;

    private Promtool() {}

    /** Skips the test unless it is installed: Debian has it in its package prometheus. */
    static void expectInstalled() {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
                "promtool is not installed, so no alert is evaluated (Debian's package prometheus)");
    }

    /** Checks that Prometheus takes the rules. */
    static void checkRules() throws IOException, InterruptedException {
        run("check", "rules", RULES.toString());
    }

    /**
     * Evaluates all rules, in a file below {@code target/alerts} that may be looked at, when the one scrape has lasted for two hours, and the other for 25 minutes.
     *
     * @param firing labels of each alert that must fire, such as {@code alertname="A", site="b"}; no other may
     */
    static void evaluate(Scrape before, Scrape after, List<String> firing) throws IOException, InterruptedException {
        Path file = Files.createTempFile(Files.createDirectories(Path.of("target/alerts")), "evaluation", ".yaml");
        Files.writeString(file, test(before, after, firing));
        run("test", "rules", file.toString());
    }

    private static String test(Scrape before, Scrape after, List<String> firing) {
        Set<String> names = new LinkedHashSet<>(before.values().keySet());
        names.addAll(after.values().keySet());
        String series = names.stream()
                .map(name -> "      - series: '" + name.replace("'", "''") + "'\n        values: '"
                        + samples(before, name, MINUTES_BEFORE) + " " + samples(after, name, MINUTES_AFTER) + "'\n")
                .collect(Collectors.joining());
        String samples = firing.stream()
                .map(labels ->
                        "          - labels: 'ALERTS{alertstate=\"firing\", " + labels + "}'\n            value: 1\n")
                .collect(Collectors.joining());
        return "rule_files: ['" + RULES + "']\nevaluation_interval: 1m\ntests:\n  - interval: 1m\n    input_series:"
                + (series.isEmpty() ? " []\n" : "\n" + series)
                + "    promql_expr_test:\n      - expr: ALERTS{alertstate=\"firing\"}\n        eval_time: "
                + EVALUATED_AT
                + "m\n        exp_samples:" + (samples.isEmpty() ? " []\n" : "\n" + samples);
    }

    /** Returns so many samples in promtool's notation: of one value, or none. */
    private static String samples(Scrape scrape, String name, int minutes) {
        String value = scrape.values().get(name);
        return value == null ? "_x" + minutes : value + "+0x" + (minutes - 1);
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
