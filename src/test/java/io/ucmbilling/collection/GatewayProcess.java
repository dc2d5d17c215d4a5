package io.ucmbilling.collection;

import io.ucmbilling.testing.Database;
import io.ucmbilling.testing.SimulatedUcm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The built jar as a process of its own, collecting one UCM as site {@code branch}, each second. */
final class GatewayProcess {
    /** A second, unless another one is given. */
    static final String LEASE = "--gateway.collection.lock-lease=";

    private GatewayProcess() {}

    /** @param more arguments, such as {@code --gateway.collection.sweep-interval=1s} */
    static Process start(Database database, SimulatedUcm ucm, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                "target/ucm-billing-gateway.jar",
                "--server.port=0",
                "--management.server.port=0",
                "--logging.level.root=warn",
                "--gateway.sites.branch.url=" + ucm.url(),
                "--gateway.sites.branch.username=cdrapi",
                "--gateway.sites.branch.password=cdrapi123",
                "--gateway.sites.branch.time-zone=" + ucm.pbx().zone(),
                "--gateway.sites.branch.tls.trust=any",
                "--gateway.sites.branch.poll-interval=1s"));
        command.addAll(List.of(more));
        if (List.of(more).stream().noneMatch(argument -> argument.startsWith(LEASE))) {
            command.add(LEASE + "1s");
        }
        database.properties().forEach((key, value) -> command.add("--" + key + "=" + value));
        return new ProcessBuilder(command).inheritIO().start();
    }
}
