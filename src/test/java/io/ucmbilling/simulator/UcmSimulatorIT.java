package io.ucmbilling.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar itself, as a process. */
class UcmSimulatorIT {
    private static final Path JAR = Path.of("target/ucm-simulator.jar");

    /** The fleet serves, and the kit finds in it what it was told to do otherwise. */
    @Test
    void servesAndChecks() throws Exception {
        Process server = java(
                "--port",
                "0",
                "--control-port",
                "0",
                "--way-in",
                "both",
                "--calls-per-day",
                "20",
                "--deviate",
                "OFFSET_IGNORED");
        try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
            String url = lines.readLine().replaceFirst(".*(https://[0-9.:]+).*", "$1");

            Process check = java("--check", url, "--insecure", "--user", "cdrapi", "--rate", "1000");

            assertThat(output(check)).contains("X DEVIATES  offset ");
            assertThat(check.waitFor()).isEqualTo(1);
        } finally {
            server.destroy();
        }
    }

    @Test
    void saysWhatIsWrongWithAnOption() throws Exception {
        Process process = java("--count", "none");

        assertThat(error(process)).contains("'--count'", "found none, expected a whole number, 1 to 20000");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        Process process = java("--check", "https://127.0.0.1:1");

        assertThat(error(process)).contains("https://127.0.0.1:1 does not answer");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void holdsNoTestAndNoSpring() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.matches("io/ucmbilling/.*(Test|IT|Contract)(\\$.*)?\\.class"))
                    .noneMatch(name -> name.startsWith("org/springframework") || name.startsWith("org/junit"))
                    .contains("io/ucmbilling/simulator/UcmSimulator.class");
        }
        assertThat(JAR.toFile().length()).isLessThan(12_000_000);
    }

    private static Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String error(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
