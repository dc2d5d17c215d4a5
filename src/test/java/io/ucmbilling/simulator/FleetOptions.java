package io.ucmbilling.simulator;

import io.ucmbilling.simulator.fleet.Firmware;
import io.ucmbilling.simulator.fleet.FleetPlan;
import io.ucmbilling.simulator.fleet.WayIn;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which UCMs there are, and what is on them. */
final class FleetOptions {
    @Option(
            names = "--port",
            paramLabel = "<port>",
            description =
                    "Port of the first UCM. Each further one takes the next port. Default: ${DEFAULT-VALUE}; 0: any"
                            + " free ones.",
            converter = NumberConverters.Port.class)
    int port = 8443;

    @Option(
            names = "--bind",
            paramLabel = "<address>",
            description = "Address to listen on; 0.0.0.0 for all. Default: 127.0.0.1",
            converter = Converters.Address.class)
    InetAddress bind = InetAddress.getLoopbackAddress();

    @Option(
            names = "--count",
            paramLabel = "<n>",
            description = "How many UCMs, 1 to 20000. Default: ${DEFAULT-VALUE}",
            converter = NumberConverters.Count.class)
    int count = 1;

    @Option(
            names = "--generation",
            paramLabel = "<fields>",
            split = ",",
            description =
                    "Firmware by the fields of its records: 22 (2013), 27, 33, 44, newer. Several, parted by commas,"
                            + " are taken in turn. Default: 33",
            converter = Converters.FirmwareLabel.class)
    List<Firmware> generations = List.of(Firmware.FIELDS_33);

    @Option(
            names = "--way-in",
            paramLabel = "<way>",
            description = "digest, basic, both, none: GET /cdrapi signed so, and POST /api. https-api: POST /api alone."
                    + " Default: digest",
            converter = Converters.Way.class)
    WayIn wayIn = WayIn.DIGEST;

    @Option(names = "--user", paramLabel = "<name>", description = "User name of the API. Default: ${DEFAULT-VALUE}")
    String user = "cdrapi";

    @Option(
            names = "--password",
            paramLabel = "<password>",
            description = "Its password. Better in the variable UCM_PASSWORD. Default: cdrapi123",
            defaultValue = "${env:UCM_PASSWORD:-cdrapi123}")
    String password = "cdrapi123";

    @Option(
            names = "--zone",
            paramLabel = "<zone>",
            split = ",",
            description = "Time zone of the UCM's wall clock. Several are taken in turn. Default: America/Chicago",
            converter = Converters.Zone.class)
    List<ZoneId> zones = List.of(ZoneId.of("America/Chicago"));

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            description =
                    "Seed of the first UCM's calls. Each further one has the next seed. Default: ${DEFAULT-VALUE}",
            converter = NumberConverters.Seed.class)
    long seed = 1;

    @Option(
            names = "--history",
            paramLabel = "<days>",
            description = "Days of calls that are there from the start. Default: ${DEFAULT-VALUE}",
            converter = NumberConverters.Days.class)
    int history = 7;

    @Option(
            names = "--calls-per-day",
            paramLabel = "<n>",
            description = "Calls a day of each UCM, on the mean. Default: 100",
            converter = NumberConverters.Calls.class)
    double callsPerDay = 100;

    @Option(
            names = "--live-calls-per-day",
            paramLabel = "<n>",
            description = "The same from the start on; 0: no further calls. Default: as --calls-per-day",
            converter = NumberConverters.Calls.class)
    @Nullable
    Double liveCallsPerDay;

    @Option(names = "--no-recordings", description = "No call is recorded.")
    boolean noRecordings;

    @Option(
            names = "--now",
            paramLabel = "<instant>",
            description =
                    "Stops the UCMs' time at this instant, such as 2026-03-02T09:00:00Z. Calls are then made only by"
                            + " the control API. With one seed every run is the same. Without it they live by this"
                            + " machine's clock.",
            converter = Converters.Moment.class)
    @Nullable
    Instant now;

    /** The clock that the UCMs live by; null: their time stands still. */
    @Nullable
    Clock clock() {
        return now == null ? Clock.systemUTC() : null;
    }

    FleetPlan plan(QuirkOptions quirks) {
        return new FleetPlan(
                count,
                bind,
                port,
                generations,
                zones,
                seed,
                wayIn,
                new FleetPlan.Account(user, password),
                now == null ? Clock.systemUTC().instant() : now,
                history,
                callsPerDay,
                Objects.requireNonNullElse(liveCallsPerDay, callsPerDay),
                !noRecordings,
                quirks.paging(),
                quirks.wrapping);
    }
}
