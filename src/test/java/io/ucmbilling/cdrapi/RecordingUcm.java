package io.ucmbilling.cdrapi;

import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.RequiredAuthentication;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * For the benchmark, a simulated UCM in a process of its own: tells its port, serves recordings until its input ends. Each line
 * of it says how many milliseconds it looks for a file from then on, and is said again when it does.
 */
final class RecordingUcm {
    static final int LARGE_ONES = 4;

    /** Of the first ones. */
    static final long LENGTH = 20_000_000;

    private static final long LENGTH_OF_OTHERS = 100_000;
    private static final int RECORDINGS = 4_000;

    static String name(int number) {
        return "auto-" + (1_777_636_800 + number) + "-1000-1004.wav";
    }

    /** Not static, so that the demo's main class stays the only one that Spring Boot's plugin finds. */
    void main() throws IOException {
        SimulatedUcm ucm = SimulatedUcm.over(Pbx.seeded(0).callsPerHour(0).build())
                .authentication(RequiredAuthentication.BASIC)
                .start();
        for (int i = 0; i < RECORDINGS; i++) {
            ucm.recapi().shelf().put("monitor", name(i), i < LARGE_ONES ? LENGTH : LENGTH_OF_OTHERS);
        }
        System.out.println(ucm.port());
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String millis = input.readLine(); millis != null; millis = input.readLine()) {
            ucm.recapi().lookUp(Duration.ofMillis(Long.parseLong(millis)));
            System.out.println(millis);
        }
        ucm.close();
    }
}
