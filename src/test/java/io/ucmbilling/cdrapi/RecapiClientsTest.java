package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.recording.Recording;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.ucm.site.Site;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A search for recordings lasts no longer than its client waits, and asks for no more names than a request may have (contract S6). */
class RecapiClientsTest {
    private static final int NAMES = 2000;

    private final HeldRecordings recordings = new HeldRecordings();

    @Test
    void endsASearchWhenItsClientHasLeft() throws Exception {
        try (Gateway gateway = Gateway.open(recordings)) {
            try (Socket client =
                    RawHttps.trustingAnybody().getSocketFactory().createSocket("127.0.0.1", gateway.port())) {
                client.getOutputStream().write(post(names(NAMES)).getBytes(StandardCharsets.US_ASCII));
                recordings.begun.await();
            }
            recordings.goOn.countDown();

            await().until(() -> gateway.count("gateway.recapi.requests", "broken_off") == 1);
            assertThat(recordings.asked).hasValueLessThan(NAMES);
        }
    }

    /** Its own end: the search goes through all names if the client waits. */
    @Test
    void looksForEachNameWhileItsClientWaits() {
        recordings.goOn.countDown();
        try (Gateway gateway = Gateway.open(recordings)) {
            assertThat(RawHttps.send(gateway.port(), post(names(NAMES))).status())
                    .isEqualTo(404);
            assertThat(recordings.asked).hasValue(NAMES);
        }
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "auto-" + i + ".wav").collect(Collectors.joining("@"));
    }

    private static String post(String names) {
        String form = "filename=" + names;
        return "POST /recapi HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form;
    }

    /** No recordings. The first question waits until it may go on. */
    private static final class HeldRecordings implements Recordings {
        final AtomicInteger asked = new AtomicInteger();
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public Optional<Recording> open(Site site, RecordingName name) {
            asked.incrementAndGet();
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }

        @Override
        public boolean isCached(Site site, RecordingName name) {
            return false;
        }

        @Override
        public Listing directories(Site site) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Listing> contents(Site site, String filedir) {
            throw new UnsupportedOperationException();
        }
    }
}
