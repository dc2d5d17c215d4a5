package io.ucmbilling.collection;

import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.RequestLog;
import io.ucmbilling.testing.ucm.RequiredAuthentication;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A simulated UCM of a busy PBX for measuring, in a process of its own. Prints its address; for each line of standard
 * input it lives until that instant and prints how many legs it has shown and how many records it has sent; {@code
 * quiet} ends all new calls. Ends when its standard input does.
 */
final class BusyUcm {
    /** With the builder's day of ten busy hours and fourteen with a quarter of the calls. */
    static final double CALLS_PER_BUSY_HOUR = 10_000 / (10 + 14 / 4.0);

    static final double LATE_SHARE = 0.005;
    static final Duration LONGEST_CALL = Duration.ofHours(5);

    private final Paging paging = Paging.SEEN
            .order(Paging.Order.valueOf(System.getProperty("ucm.order")))
            .counting(Paging.Counting.valueOf(System.getProperty("ucm.counting")));

    private final Pbx pbx = Pbx.seeded(42)
            .generation(3)
            .callsPerHour(CALLS_PER_BUSY_HOUR)
            .lateShare(LATE_SHARE)
            .longestCall(LONGEST_CALL)
            .begin(Instant.parse(System.getProperty("ucm.begin")))
            .build();

    /** Not static, so that the demo's main class stays the only one that Spring Boot's plugin finds. */
    void main() throws IOException {
        try (SimulatedUcm ucm = SimulatedUcm.over(pbx)
                        .authentication(RequiredAuthentication.DIGEST)
                        .paging(paging)
                        .clock(Clock.systemUTC())
                        .start();
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(ucm.url());
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                obey(line);
                RequestLog asked = ucm.asked();
                System.out.println(pbx.shownCount() + " " + asked.records());
            }
        }
    }

    private void obey(String command) {
        if (command.equals("quiet")) {
            pbx.callsPerHour(0);
        } else {
            pbx.advanceTo(Instant.parse(command));
        }
    }
}
