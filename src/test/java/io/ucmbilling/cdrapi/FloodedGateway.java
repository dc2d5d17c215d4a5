package io.ucmbilling.cdrapi;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * An export of the guide's records in a process of its own with little heap, which permits 127.0.0.1 and 127.1.0.0/16. Prints
 * its port, then, for each line it gets, how many bytes of heap are in use.
 */
final class FloodedGateway implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;
    private final int port;

    private FloodedGateway(Process process) throws IOException {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
        this.port = (int) number();
    }

    static FloodedGateway start(int heapMegabytes) throws IOException {
        return new FloodedGateway(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMegabytes + "m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Export.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** What runs there. Its main method is not static, so that the demo's stays the only one that Spring Boot's plugin finds. */
    static final class Export {
        void main() throws IOException {
            var settings = Gateway.billing("billing.permitted-ips", "127.0.0.1,127.1.0.0/16", "billing.username", "");
            settings.put("billing.sites", "branch-a");
            try (Gateway gateway = new Gateway(new FakeLegs(Gateway.guide()), Clock.systemUTC(), settings)) {
                var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
                out.println(gateway.port());
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                while (in.readLine() != null) {
                    ManagementFactory.getMemoryMXBean().gc();
                    out.println(ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getUsed());
                }
            }
        }
    }

    int port() {
        return port;
    }

    /** Bytes of heap that cannot be thrown away now. */
    long heap() throws IOException {
        process.outputWriter().write("\n");
        process.outputWriter().flush();
        return number();
    }

    /** What it prints next, its log left out. */
    private long number() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.matches("[0-9]+")) {
                return Long.parseLong(line);
            }
        }
        throw new IOException("the process has ended");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
