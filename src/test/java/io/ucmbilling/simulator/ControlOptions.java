package io.ucmbilling.simulator;

import io.ucmbilling.simulator.control.ControlServer;
import io.ucmbilling.simulator.deviation.Deviation;
import io.ucmbilling.simulator.deviation.Deviations;
import io.ucmbilling.simulator.fleet.SimulatedFleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how the UCMs are made to fail, at the start and later. */
final class ControlOptions {
    @Option(
            names = "--control-port",
            paramLabel = "<port>",
            description = "Port of the control API, plain HTTP. Default: ${DEFAULT-VALUE}; 0: any free one.",
            converter = NumberConverters.Port.class)
    int port = 8089;

    @Option(
            names = "--control-bind",
            paramLabel = "<address>",
            description = "Address that it listens on. Whoever reaches it may do everything. Default: 127.0.0.1",
            converter = Converters.Address.class)
    InetAddress bind = InetAddress.getLoopbackAddress();

    @Option(
            names = "--deviate",
            paramLabel = "<name>",
            split = ",",
            description = "Differs from the guide in these ways, as GET /kinds of the control API names them.",
            converter = Converters.DeviationName.class)
    List<Deviation> deviations = List.of();

    ControlServer start(SimulatedFleet fleet) throws IOException {
        if (!deviations.isEmpty()) {
            fleet.members().forEach(member -> member.filter(Deviations.together(deviations)));
        }
        return ControlServer.start(fleet, new InetSocketAddress(bind, port));
    }
}
