package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.ucmbilling.testing.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * An install of a chart by Helm that asks no cluster. Two steps, since no single command of the library shows all:
 *
 * <ol>
 *   <li>The install itself, as a dry run, checks the values by the schema, merges them, and shows them and the notes.
 *   <li>The objects are shown by {@code template}. It takes no values file and leaves hooks out, so it renders a copy of the
 *       chart, whose values are the merged ones and whose hooks have the annotation {@link #HOOK} instead.
 * </ol>
 *
 * @param objects the manifest with the hooks, as YAML
 * @param notes what is told to whoever installs it
 */
record HelmRun(String objects, String notes) {
    static final String HOOK = "test.example/hook";

    /** The oldest Kubernetes that the chart takes. */
    private static final String KUBERNETES = "1.30.0";

    private static final Pattern OUTPUT =
            Pattern.compile("(?s)\nCOMPUTED VALUES:\n(?<values>.*?)\n(?:NOTES:\n(?<notes>.*))?$");

    static HelmRun of(Path chart, String release, String values) {
        try {
            Path folder = Files.createTempDirectory("chart");
            try {
                Path file = Files.writeString(folder.resolve("values.yaml"), values);
                Matcher output = OUTPUT.matcher(installed(chart, release, file));
                assertThat(output.find()).isTrue();
                Path copy = copied(chart, folder.resolve("copy"));
                Files.writeString(copy.resolve("values.yaml"), output.group("values"));
                String notes = output.group("notes");
                return new HelmRun(rendered(copy, release), notes == null ? "" : notes);
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String installed(Path chart, String release, Path values) {
        return new Helm(chart)
                .install()
                .withName(release)
                .withNamespace(Rendering.NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(values)
                .clientOnly()
                .dryRun()
                .debug()
                .call()
                .getOutput();
    }

    private static String rendered(Path chart, String release) {
        return new Helm(chart)
                .template()
                .withName(release)
                .withNamespace(Rendering.NAMESPACE)
                .call();
    }

    /** Copies a chart, and those within it. {@code template} says that it is for Kubernetes 1.20, which they refuse. */
    private static Path copied(Path from, Path to) throws IOException {
        for (Path file : Documents.below(from, "").filter(Files::isRegularFile).toList()) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.writeString(
                    copy, Documents.text(file).replace("helm.sh/hook", HOOK).replaceFirst("(?m)^kubeVersion:.*$", ""));
        }
        return to;
    }
}
