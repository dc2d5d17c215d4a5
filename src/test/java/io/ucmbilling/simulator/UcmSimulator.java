package io.ucmbilling.simulator;

import io.ucmbilling.simulator.client.Target;
import io.ucmbilling.simulator.control.ControlServer;
import io.ucmbilling.simulator.fleet.SimulatedFleet;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command line of {@code ucm-simulator.jar}: serves simulated UCMs until it is ended. */
@Command(
        name = "java -jar ucm-simulator.jar",
        sortOptions = false,
        sortSynopsis = false,
        usageHelpWidth = 100,
        abbreviateSynopsis = true,
        mixinStandardHelpOptions = true,
        version = "ucm-simulator",
        description = {
            "Simulates Grandstream UCM phone systems: cdrapi, recapi and the newer HTTPS API over HTTPS, with",
            "invented calls."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended as asked; of a check: no deviation",
            "1:of a check: deviations",
            "2:a wrong option, a port that is taken, a server that cannot be checked"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  One UCM on port 8443, and a look at two of its records:",
            "    java -jar ucm-simulator.jar",
            "    curl -k --digest -u cdrapi:cdrapi123 'https://127.0.0.1:8443/cdrapi?format=json&numRecords=2'",
            "  A thousand of mixed age, ten calls a day each:",
            "    java -jar ucm-simulator.jar --count 1000 --port 20000 --generation 22,33,44 --calls-per-day 10",
            "  What does that UCM do, and what not?",
            "    java -jar ucm-simulator.jar --check https://192.0.2.7:8443 --insecure --user cdrapi"
        })
public final class UcmSimulator implements Callable<Integer> {
    private static final int LINES = 10;
    private static final int MOST_PORTS = 65_536;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @ArgGroup(validate = false, order = 1, heading = "%nThe UCMs:%n")
    FleetOptions fleet = new FleetOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nWhere firmware differs:%n")
    QuirkOptions quirks = new QuirkOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nFaults and the control API:%n")
    ControlOptions control = new ControlOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nThe conformance check of another server:%n")
    CheckOptions check = new CheckOptions();

    UcmSimulator() {}

    /** Not static, so that the demo's main class stays the only one that Spring Boot's plugin finds. */
    void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new UcmSimulator())
                .setParameterExceptionHandler(
                        (wrong, arguments) -> refuse(wrong.getCommandLine(), wrong.getMessage() + "\nTry --help."))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    Throwable cause = failure.getCause();
                    return refuse(command, failure.getMessage() + (cause == null ? "" : ": " + cause.getMessage()));
                });
    }

    private static int refuse(CommandLine command, String message) {
        command.getErr().println(message);
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Returns the exit code. */
    @Override
    public Integer call() throws InterruptedException, IOException {
        if (check.check != null) {
            return new CheckRun(spec.commandLine(), check).run(login());
        }
        checkPorts();
        try (SimulatedFleet running = SimulatedFleet.start(fleet.plan(quirks), fleet.clock());
                ControlServer controlled = control.start(running)) {
            describe(running, spec.commandLine().getOut());
            spec.commandLine()
                    .getOut()
                    .printf("control API: http://%s:%d%n", control.bind.getHostAddress(), controlled.port());
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private void checkPorts() {
        if (fleet.port + fleet.count > MOST_PORTS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--count: found " + fleet.count + " from port " + fleet.port + " on, expected ports up to "
                            + (MOST_PORTS - 1));
        }
    }

    private Target.@Nullable Login login() {
        return spec.commandLine().getParseResult().hasMatchedOption("--user")
                ? new Target.Login(fleet.user, fleet.password)
                : null;
    }

    private void describe(SimulatedFleet running, PrintWriter out) {
        running.members().stream()
                .limit(LINES)
                .forEach(member -> out.printf(
                        "%-9s %s  %s fields, %s, %s, %d records%n",
                        member.name(),
                        member.ucm().url(),
                        member.firmware(),
                        member.wayIn(),
                        member.ucm().pbx().zone(),
                        member.ucm().pbx().shownCount()));
        if (running.members().size() > LINES) {
            out.printf("… and %d more%n", running.members().size() - LINES);
        }
        out.printf("certificate, SHA-256: %s%n", running.fingerprintSha256());
        out.flush();
    }
}
