package io.ucmbilling.recording.cache;

import io.ucmbilling.recording.FakeUcm;
import io.ucmbilling.recording.Recording;
import io.ucmbilling.recording.RecordingsFixture;
import io.ucmbilling.testing.SettableClock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A process that does nothing but fetch, until it is killed; it prints {@link #RIGHT} for each file that came as it is. */
final class FetchLoop {
    static final String RIGHT = "right";
    static final int FILES = 400;
    static final long BOUND = 8_000_000;
    private static final int AT_A_TIME = 4;

    static byte[] content(int number) {
        return RecordingsFixture.noise(20_000 + number * 250, number);
    }

    static String name(int number) {
        return "auto-" + (1779278400 + number) + "-1000-1001.wav";
    }

    static FakeUcm ucm() {
        FakeUcm ucm = new FakeUcm();
        for (int i = 0; i < FILES; i++) {
            ucm.files.put("monitor/" + name(i), content(i));
        }
        return ucm;
    }

    /** Not static, so that the demo's main class stays the only one that Spring Boot's plugin finds. */
    void main() {
        SettableClock clock = new SettableClock(Clock.systemUTC().instant());
        RecordingsFixture fixture =
                new RecordingsFixture(Path.of(System.getProperty("loop.folder")), ucm(), clock, BOUND, null);
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        for (int i = 0; i < AT_A_TIME; i++) {
            int thread = i;
            threads.execute(() -> fetch(fixture, new Random(thread)));
        }
    }

    private static void fetch(RecordingsFixture fixture, Random random) {
        while (true) {
            int number = random.nextInt(FILES);
            try (Recording recording = fixture.open(name(number)).orElseThrow()) {
                boolean right = Arrays.equals(RecordingsFixture.bytes(recording), content(number));
                System.out.println(right ? RIGHT : "wrong: " + name(number));
            } catch (Exception e) {
                System.out.println(e);
                throw new IllegalStateException(e);
            }
        }
    }
}
