package io.ucmbilling.cdrapi;

import io.ucmbilling.testing.Certificates;
import io.ucmbilling.testing.RawHttps;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * {@code ./mvnw -Pbench verify}: how fast recordings are served, each ratio within one run. The gateway runs in this JVM, whose
 * heap the build bounds to 256 MB; the simulated UCM, nginx and the clients are processes of their own, on the same cores.
 *
 * <ol>
 *   <li>Time to the first byte of a file that is not here yet, by turns from the UCM itself and through the gateway, each time
 *       on a new connection with Basic authentication: first of a UCM that answers at once, as none does, so that the time is
 *       that of TLS and little else; then of one that looks for each file for some milliseconds.
 *   <li>Whole files that are here, over TLS, by turns from nginx and from the gateway, with several {@code curl} at a time.
 * </ol>
 */
class RecordingBench {
    /** A service runs for months: what the JVM compiles in its first seconds is not part of the figures. */
    private static final int WARM_UPS = 3_000;

    private static final int FIRST_BYTES = 500;

    /** Less than any UCM seen takes to look for a file on its card and start its script. */
    private static final int LOOK_UP_MILLIS = 5;

    private static final int FIRST_BYTES_LOOKED_UP = 200;
    private static final int FILES = RecordingUcm.LARGE_ONES;
    private static final int CLIENTS = Integer.getInteger("bench.clients", 4);
    private static final int FILES_OF_A_CLIENT = 20;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 10);
    private static final String BASIC =
            Base64.getEncoder().encodeToString("cdrapi:cdrapi123".getBytes(StandardCharsets.UTF_8));
    private static final SSLSocketFactory TLS = RawHttps.trustingAnybody().getSocketFactory();

    @Test
    void printsTheFigures(@TempDir Path folder) throws Exception {
        Certificates.Identity identity = Certificates.generate("bench.example");
        Path pem = Files.writeString(folder.resolve("both.pem"), identity.certificatePem() + identity.keyPem());
        Process ucm = startUcm();
        try {
            BufferedReader told = ucm.inputReader();
            int port = Integer.parseInt(told.readLine());
            try (BufferedWriter say = ucm.outputWriter();
                    RunningGateway gateway =
                            RunningGateway.before(port, "exports.billing.certificate", pem.toString())) {
                firstBytes(port, gateway.port(), 0, WARM_UPS);
                print("of a UCM that answers at once: %s", firstBytes(port, gateway.port(), WARM_UPS, FIRST_BYTES));
                say.write(LOOK_UP_MILLIS + "\n");
                say.flush();
                told.readLine();
                print(
                        "of a UCM that looks for a file for %d ms: %s",
                        LOOK_UP_MILLIS,
                        firstBytes(port, gateway.port(), WARM_UPS + FIRST_BYTES, FIRST_BYTES_LOOKED_UP));
                throughput(folder, pem, gateway.port());
            }
        } finally {
            ucm.destroy();
        }
    }

    private static Process startUcm() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        RecordingUcm.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Of so many files, behind so many that were asked for before. */
    private static String firstBytes(int ucm, int gateway, int from, int count) throws IOException {
        List<Double> direct = new ArrayList<>();
        List<Double> through = new ArrayList<>();
        for (int i = FILES + from; i < FILES + from + count; i++) {
            direct.add(firstByte(ucm, RecordingUcm.name(i)));
            through.add(firstByte(gateway, RecordingUcm.name(i)));
        }
        return String.format(
                Locale.ROOT,
                "first byte of a file not here yet: %.2f ms from the UCM itself, %.2f ms through the gateway; ratio"
                        + " %.2f (wanted: at most 1.2)",
                median(direct),
                median(through),
                median(through) / median(direct));
    }

    /** Milliseconds until the first byte of the file, on a new connection; then it is read to its end. */
    private static double firstByte(int port, String name) throws IOException {
        long begun = System.nanoTime();
        try (Socket socket = TLS.createSocket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            String request = "GET /recapi?filename=" + name + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic "
                    + BASIC + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) next(in));
            }
            next(in);
            double millis = (System.nanoTime() - begun) / 1e6;
            in.transferTo(OutputStream.nullOutputStream());
            if (!head.toString().startsWith("HTTP/1.1 200")) {
                throw new IOException("found " + head);
            }
            return millis;
        }
    }

    private static int next(InputStream in) throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException();
        }
        return c;
    }

    private static void throughput(Path folder, Path pem, int gateway) throws Exception {
        Path root = Files.createDirectory(folder.resolve("files"));
        // nginx's workers are another user where the build's is root.
        if (!folder.toFile().setExecutable(true, false)) {
            throw new IOException("could not open " + folder + " to nginx");
        }
        for (int i = 0; i < FILES; i++) {
            String name = RecordingUcm.name(i);
            run(List.of("curl", "-skf", "-o", root.resolve(name).toString(), recording(gateway, name)));
        }
        try (Nginx nginx = Nginx.start(folder, root, pem)) {
            if (nginx == null) {
                print("no nginx here, throughput left out: apt-get install -y --no-install-recommends nginx-light");
                return;
            }
            compare(nginx, gateway);
        } finally {
            FileSystemUtils.deleteRecursively(root);
        }
    }

    /** By turns, who is first by turns too. */
    private static void compare(Nginx nginx, int gateway) throws Exception {
        List<Long> own = List.of(ProcessHandle.current().pid());
        Served ofNginx = new Served(new ArrayList<>(), new ArrayList<>());
        Served ofGateway = new Served(new ArrayList<>(), new ArrayList<>());
        fetch(gateway, true, own, null);
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 2 == 0) {
                fetch(nginx.port(), false, nginx.processes(), ofNginx);
                fetch(gateway, true, own, ofGateway);
            } else {
                fetch(gateway, true, own, ofGateway);
                fetch(nginx.port(), false, nginx.processes(), ofNginx);
            }
        }
        print(
                "whole files over TLS, %d clients: %.0f MB/s by nginx, %.0f MB/s by the gateway; ratio %.2f (wanted:"
                        + " 0.8)",
                CLIENTS,
                median(ofNginx.rates),
                median(ofGateway.rates),
                median(ofGateway.rates) / median(ofNginx.rates));
        print(
                "CPU time of the server for a GB: %.2f s nginx, %.2f s the gateway",
                median(ofNginx.cpuSeconds), median(ofGateway.cpuSeconds));
    }

    /**
     * What the rounds gave.
     *
     * @param rates in MB a second
     * @param cpuSeconds of the server's processes for a GB
     */
    private record Served(List<Double> rates, List<Double> cpuSeconds) {}

    private static void fetch(int port, boolean recapi, List<Long> server, @Nullable Served served) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-skf"));
        for (int i = 0; i < FILES_OF_A_CLIENT; i++) {
            String name = RecordingUcm.name(i % FILES);
            command.addAll(List.of("-o", "/dev/null", recapi ? recording(port, name) : url(port, name)));
        }
        double cpu = cpuSeconds(server);
        long begun = System.nanoTime();
        List<Process> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new ProcessBuilder(command).inheritIO().start());
        }
        for (Process client : clients) {
            if (client.waitFor() != 0) {
                throw new IOException("curl ended with " + client.exitValue());
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double gigabytes = RecordingUcm.LENGTH / 1e9 * CLIENTS * FILES_OF_A_CLIENT;
        if (served != null) {
            served.rates.add(gigabytes * 1000 / seconds);
            served.cpuSeconds.add((cpuSeconds(server) - cpu) / gigabytes);
        }
    }

    private static String recording(int port, String name) {
        return url(port, "recapi?filename=" + name);
    }

    private static String url(int port, String target) {
        return "https://127.0.0.1:" + port + "/" + target;
    }

    private static void run(List<String> command) throws Exception {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("failed: " + command);
        }
    }

    private static double cpuSeconds(List<Long> processes) {
        return processes.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(duration -> duration.toMillis() / 1e3)
                .sum();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void print(String figure, Object... values) {
        System.out.println("bench: " + String.format(Locale.ROOT, figure, values));
    }
}
