package io.ucmbilling.collection;

import io.ucmbilling.start.QuickJar;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The built jar as a process of its own, see {@link QuickJar}. */
public final class GatewayProcess {
    /** A second, unless another one is given. */
    static final String LEASE = "--gateway.collection.lock-lease=";

    public static final String JAR = "-jar";

    /** Any free one, unless another one is given. */
    private static final String PORT = "--server.port=";

    private GatewayProcess() {}

    /**
     * One that collects one UCM as site {@code branch}, each second.
     *
     * @param more arguments, such as {@code --gateway.collection.sweep-interval=1s}
     */
    static Process start(Database database, SimulatedUcm ucm, String... more) throws IOException {
        List<String> settings = new ArrayList<>(List.of(
                "--management.server.port=0",
                "--gateway.sites.branch.url=" + ucm.url(),
                "--gateway.sites.branch.username=cdrapi",
                "--gateway.sites.branch.password=cdrapi123",
                "--gateway.sites.branch.time-zone=" + ucm.pbx().zone(),
                "--gateway.sites.branch.tls.trust=any",
                "--gateway.sites.branch.poll-interval=1s"));
        settings.addAll(List.of(more));
        if (List.of(more).stream().noneMatch(argument -> argument.startsWith(LEASE))) {
            settings.add(LEASE + "1s");
        }
        return builder(database, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), settings)
                .inheritIO()
                .start();
    }

    /**
     * One whose log goes to a file, behind what stands there.
     *
     * @param jvm options, at the end {@value #JAR} and another jar if it is to be that
     */
    public static Process start(Database database, Path log, List<String> jvm, List<String> settings)
            throws IOException {
        return builder(database, jvm, settings)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static ProcessBuilder builder(Database database, List<String> jvm, List<String> settings)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        if (!jvm.contains(JAR)) {
            command.addAll(QuickJar.get().command());
        }
        command.add("--logging.level.root=warn");
        if (settings.stream().noneMatch(setting -> setting.startsWith(PORT))) {
            command.add(PORT + "0");
        }
        command.addAll(settings);
        database.properties().forEach((key, value) -> command.add("--" + key + "=" + value));
        return new ProcessBuilder(command);
    }
}
