package io.ucmbilling.start;

import io.ucmbilling.testing.database.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The built jar made ready for tests that start it often: extracted, and with an archive of the classes that a start loads. So a start
 * takes half the time. It is made by the first test that asks for it.
 */
public final class QuickJar {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path BUILT = Path.of("target/ucm-billing-gateway.jar");
    private static final Path FOLDER = Path.of("target/quick");

    private static @Nullable QuickJar ready;

    private final Path jar;
    private final Path archive;

    private QuickJar(Path jar, Path archive) {
        this.jar = jar;
        this.archive = archive;
    }

    /** Returns it for this build's jar. */
    public static synchronized QuickJar get() throws IOException {
        QuickJar known = ready;
        if (known == null) {
            known = make();
            ready = known;
        }
        return known;
    }

    /** Returns what the JVM is told to run it. */
    public List<String> command() {
        return List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive, "-jar", jar.toString());
    }

    /** Of several JVMs of tests, one makes it, and the others wait. */
    private static QuickJar make() throws IOException {
        Files.createDirectories(FOLDER);
        try (FileChannel file =
                        FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = file.lock()) {
            QuickJar quick =
                    new QuickJar(FOLDER.resolve("app").resolve(BUILT.getFileName()), FOLDER.resolve("gateway.jsa"));
            Path of = FOLDER.resolve("made-of");
            String built = digest();
            if (!Files.exists(of) || !Files.readString(of).equals(built)) {
                Files.deleteIfExists(of);
                quick.train(ExtractedJar.of(JAVA, BUILT, FOLDER.resolve("app")));
                Files.writeString(of, built);
            }
            return quick;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + BUILT + " was made ready", e);
        }
    }

    /** The time of the built jar says nothing: it is the same in every build. */
    private static String digest() throws IOException {
        try (InputStream built = Files.newInputStream(BUILT)) {
            return DigestUtils.sha256Hex(built);
        }
    }

    /** Starts it once and ends it as soon as all beans are made. */
    private void train(ExtractedJar extracted) throws IOException, InterruptedException {
        Files.deleteIfExists(archive);
        Path log = FOLDER.resolve("training.log");
        try (Database database = Database.fresh()) {
            Map<String, String> settings = new LinkedHashMap<>(database.properties());
            settings.put("server.port", "0");
            settings.put("management.server.port", "0");
            List<String> jvm = new ArrayList<>(List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:ArchiveClassesAtExit=" + archive,
                    "-Dspring.context.exit=onRefresh"));
            Process process = extracted.start(jvm, settings, log);
            if (process.waitFor() != 0 || !Files.exists(archive)) {
                throw new IOException("no archive was made of " + extracted.jar() + ": " + Files.readString(log));
            }
        }
    }
}
