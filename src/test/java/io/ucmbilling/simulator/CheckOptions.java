package io.ucmbilling.simulator;

import io.ucmbilling.simulator.client.Target;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a check. The user's are those of {@link FleetOptions}. */
final class CheckOptions {
    @Option(
            names = "--check",
            paramLabel = "<url>",
            description = "Checks the server at https://host:port against the vendor's guide, instead of serving. Only"
                    + " reads. Asks with --user and --password, if given.",
            converter = Converters.HttpsUrl.class)
    @Nullable
    URI check;

    @Option(names = "--insecure", description = "Takes any certificate, such as the self-signed one of a UCM.")
    boolean insecure;

    @Option(names = "--old-tls", description = "Takes TLS 1.0 and 1.1 and short keys too, for old firmware.")
    boolean oldTls;

    @Option(
            names = "--check-zone",
            paramLabel = "<zone>",
            description = "Time zone of the checked UCM's wall clock. Default: told by its records",
            converter = Converters.Zone.class)
    @Nullable
    ZoneId zone;

    @Option(
            names = "--sample",
            paramLabel = "<n>",
            description = "Records to compare with, 1 to 1000. Default: ${DEFAULT-VALUE}",
            converter = NumberConverters.PageLimit.class)
    int sample = Target.Limits.POLITE.sample();

    @Option(
            names = "--rate",
            paramLabel = "<n>",
            description = "Requests a second, 0.1 to 1000. Default: ${DEFAULT-VALUE}",
            converter = NumberConverters.Rate.class)
    double rate = Target.Limits.POLITE.perSecond();

    @Option(
            names = "--timeout",
            paramLabel = "<seconds>",
            description = "For each whole answer, 1 to 600. Default: 30",
            converter = NumberConverters.Seconds.class)
    Duration timeout = Target.Limits.POLITE.answerTime();

    @Option(names = "--guide-only", description = "Leaves out rules that the guide itself does not print.")
    boolean guideOnly;

    @Option(names = "--details", description = "Tells what was asked and found of rules that agree, too.")
    boolean details;

    @Option(names = "--json", description = "The report as JSON.")
    boolean json;

    /** @param login null: none was given */
    Target target(Target.@Nullable Login login) {
        return new Target(
                Objects.requireNonNull(check),
                login,
                zone,
                new Target.Trust(insecure, oldTls),
                new Target.Limits(
                        sample, rate, timeout, Target.Limits.POLITE.answerBytes(), Target.Limits.POLITE.requests()));
    }
}
