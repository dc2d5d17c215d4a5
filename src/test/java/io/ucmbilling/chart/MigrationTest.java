package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The migration of the schema: by whom, when, and after what. */
class MigrationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"job, false, 1", "pods, true, 0", "nobody, false, 0"})
    void isDoneByWhomTheValuesName(String by, String flyway, int jobs) {
        Rendering rendering = Rendering.of("migration: { by: " + by + " }");

        assertThat(PodTemplates.variable(rendering, "SPRING_FLYWAY_ENABLED")).isEqualTo(flyway);
        assertThat(rendering.all(Job.class)).hasSize(jobs);
    }

    @Test
    void isAJobBeforeThePodsThatDoesNothingElse() {
        Job job = Rendering.of("").one(Job.class);

        assertThat(job.getMetadata().getAnnotations()).containsEntry(HelmRun.HOOK, "pre-install,pre-upgrade");
        assertThat(job.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getArgs())
                .startsWith("--migrate-only");
    }

    /**
     * Secrets and ConfigMaps of the values may come with the same release, after the Job. Those of the chart's own come before it, and
     * the gateway's pods wait for all.
     */
    @Test
    void doesWithoutWhatMayComeLater() {
        Rendering full = Rendering.sample("full");

        assertThat(optional(PodTemplates.migration(full), true))
                .containsExactly("secrets-0", "secrets-1", "file-billing-tls", "file-database-ca", "file-ucm-ca");
        assertThat(optional(PodTemplates.migration(full), false)).containsExactly("config");
        assertThat(optional(PodTemplates.migration(Rendering.sample("trial")), true))
                .isEmpty();
        assertThat(optional(PodTemplates.gateway(full), true)).isEmpty();
    }

    /** Returns the names of a pod's volumes from Secrets and ConfigMaps that are optional, or that are not. */
    private static List<String> optional(PodTemplateSpec pod, boolean optional) {
        return pod.getSpec().getVolumes().stream()
                .filter(volume -> volume.getSecret() != null || volume.getConfigMap() != null)
                .filter(volume -> optional
                        == Boolean.TRUE.equals(
                                volume.getSecret() == null
                                        ? volume.getConfigMap().getOptional()
                                        : volume.getSecret().getOptional()))
                .map(Volume::getName)
                .toList();
    }

    @Test
    void comesAfterADump() {
        Container backup = backup();

        assertThat(backup.getCommand().getLast()).contains("pg_dump", "/backup/gateway-1.dump");
        assertThat(backup.getEnv())
                .extracting(EnvVar::getName)
                .containsExactly(
                        "PGHOST", "PGPORT", "PGDATABASE", "PGSSLMODE", "PGSSLROOTCERT", "PGPASSWORD", "PGUSER");
    }

    @Test
    void findsAWholeDumpUnderItsName() throws Exception {
        assertThat(dumped("echo all of it > ${2#--file=}")).isZero();

        assertThat(folder.resolve("gateway-1.dump")).hasContent("all of it");
    }

    @Test
    void findsNoDumpIfItBrokeOff() throws Exception {
        assertThat(dumped("echo half of it > ${2#--file=}; exit 1")).isNotZero();

        assertThat(folder.resolve("gateway-1.dump")).doesNotExist();
    }

    /** Runs the container's own command, with a script in the place of pg_dump. */
    private int dumped(String script) throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("pg_dump"), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        List<String> command = backup().getCommand().stream()
                .map(part -> part.replace("/backup/", folder + "/"))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
        Process process = builder.start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static Container backup() {
        return PodTemplates.migration(Rendering.sample("full"))
                .getSpec()
                .getInitContainers()
                .getFirst();
    }
}
