package io.ucmbilling.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The application's jar without its libraries, beside a folder that holds them, as the image has it.
 *
 * @param java the command that runs it
 * @param jar {@code ucm-billing-gateway.jar}, beside {@code lib}
 */
record ExtractedJar(Path java, Path jar) {
    private static final int PATIENCE_SECONDS = 300;

    /** Extracts the built jar into a folder, which is made. */
    static ExtractedJar of(Path java, Path built, Path folder) throws IOException, InterruptedException {
        Process extraction = new ProcessBuilder(
                        java.toString(),
                        "-Djarmode=tools",
                        "-jar",
                        built.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString())
                .inheritIO()
                .start();
        if (extraction.waitFor() != 0) {
            throw new IOException("extracting " + built + " ended with " + extraction.exitValue());
        }
        return new ExtractedJar(java, folder.resolve(built.getFileName()));
    }

    /**
     * Starts it.
     *
     * @param jvm options, such as {@code -XX:AOTCache=gateway.aot}
     * @param log is written from its beginning
     */
    Process start(List<String> jvm, Map<String, String> properties, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString()));
        properties.forEach((key, value) -> command.add("--" + key + "=" + value));
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("MALLOC_ARENA_MAX", "2"); // as in the image
        return builder.start();
    }

    /** Ends it as an operator does, and waits for what it still writes. */
    static void stop(Process process) throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the gateway had not ended " + PATIENCE_SECONDS + " s after SIGTERM");
        }
    }
}
