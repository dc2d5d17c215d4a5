package io.ucmbilling.collection;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** The stub UCM as a process of its own. */
public final class StubUcmProcess implements AutoCloseable {
    private final Process process;
    private final String url;

    private StubUcmProcess(Process process) throws IOException {
        this.process = process;
        String line = process.inputReader().readLine();
        if (line == null || !line.startsWith("https://")) {
            throw new IOException("the stub UCM said '" + line + "', expected its address");
        }
        this.url = line;
    }

    /**
     * Starts one.
     *
     * @param legs spread evenly over so many days
     */
    public static StubUcmProcess start(LocalDate since, int days, int legs) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new StubUcmProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "-Dstub.first=" + since.atStartOfDay(ZoneOffset.UTC).toEpochSecond(),
                        "-Dstub.spacing=" + Duration.ofDays(days).toMillis() / legs,
                        "-Dstub.legs=" + legs,
                        "-Dstub.legsOfTwoCalls=" + Integer.getInteger("bench.legsOfTwoCalls", 5),
                        StubUcm.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Returns the settings of a site that is this UCM. */
    public Map<String, String> settings(String site, LocalDate since) {
        String prefix = "gateway.sites." + site + ".";
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(prefix + "url", url);
        settings.put(prefix + "username", "cdrapi");
        settings.put(prefix + "password", "cdrapi123");
        settings.put(prefix + "time-zone", "UTC");
        settings.put(prefix + "tls.trust", "any");
        settings.put(prefix + "since", since.toString());
        return settings;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
