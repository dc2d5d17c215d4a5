package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ucmbilling.testing.ucm.FileFault;
import io.ucmbilling.testing.ucm.ShelvedFile;
import io.ucmbilling.testing.ucm.SimulatedRecapi.Framing;
import io.ucmbilling.ucm.RecapiSite.Way;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that break off, stall or come late. */
@Timeout(60)
class RecapiFaultsIT {
    private static final int SMALL = 60;
    /** Long enough for a handshake on a busy machine. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final RecapiSite site = new RecapiSite(Way.BASIC);

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void neverTakesAFileForWholeThatEndsTooEarly(Framing framing) {
        ShelvedFile shelved = site.shelf().put("monitor", RecapiSite.NAME, SMALL);
        site.there().framing(framing);
        LongStream.range(0, SMALL).forEach(place -> {
            site.there().faults().next(new FileFault.EndAt(place));
            assertThat(until(shelved)).as("ended at %d", place).isEqualTo(FaultKind.BROKEN_OFF);
        });
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void neverTakesAFileForWholeThatIsReset(Framing framing) {
        ShelvedFile shelved = site.shelf().put("monitor", RecapiSite.NAME, SMALL);
        site.there().framing(framing);
        LongStream.range(0, SMALL).forEach(place -> {
            site.there().faults().next(new FileFault.BreakAt(place));
            assertThat(until(shelved)).as("broken at %d", place).isEqualTo(FaultKind.BROKEN_OFF);
        });
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void staysBroken(Framing framing) throws Exception {
        site.shelf().put("monitor", RecapiSite.NAME, SMALL);
        site.there().framing(framing).faults().next(new FileFault.EndAt(20));
        try (RemoteFile file = site.open(0)) {
            assertThat(fault(() -> RecapiSite.read(file))).isEqualTo(FaultKind.BROKEN_OFF);
            assertThat(fault(() -> RecapiSite.read(file))).isEqualTo(FaultKind.BROKEN_OFF);
        }
    }

    /** The fault in which the file ends; what came before it is right. */
    private FaultKind until(ShelvedFile shelved) {
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        UcmFault fault = catchThrowableOfType(UcmFault.class, () -> {
            try (RemoteFile file = site.open(0)) {
                byte[] block = new byte[7];
                for (int count = file.read(block); count >= 0; count = file.read(block)) {
                    came.write(block, 0, count);
                }
            }
        });
        assertThat(came.toByteArray()).isEqualTo(Arrays.copyOf(shelved.bytes(), came.size()));
        return fault.kind();
    }

    @Test
    void timesOutWhereTheFileStalls() throws Exception {
        try (RecapiSite slow = new RecapiSite(Way.HTTPS, draft -> draft.readTimeout(SHORT))) {
            slow.shelf().put("monitor", RecapiSite.NAME, 1000);
            slow.there().faults().next(new FileFault.StallAt(500));
            try (RemoteFile file = slow.open(0)) {
                assertThat(fault(() -> RecapiSite.read(file))).isEqualTo(FaultKind.TIMED_OUT);
            }
        }
    }

    @Test
    void timesOutWhereTheHeadDoesNotCome() throws Exception {
        try (RecapiSite slow = new RecapiSite(Way.DIGEST, draft -> draft.answerTimeout(SHORT))) {
            ShelvedFile shelved = slow.shelf().put("monitor", RecapiSite.NAME, 1000);
            slow.there().faults().next(new FileFault.HoldHead());
            assertThat(fault(() -> slow.open(0))).isEqualTo(FaultKind.TIMED_OUT);
            try (RemoteFile file = slow.open(0)) {
                assertThat(RecapiSite.read(file)).isEqualTo(shelved.bytes());
            }
        }
    }

    @Test
    void mayTakeLongerThanTheAnswerTimeoutOnceTheHeadHasCome() throws Exception {
        try (RawServer server = RawServer.tls((raw, socket) -> {
                    RawServer.head(socket);
                    RawServer.say(
                            socket, "HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\nContent-Length: 40\r\n\r\nRIFF");
                    for (int i = 0; i < 36 && !raw.hold(70); i++) {
                        RawServer.say(socket, "x");
                    }
                });
                HttpUcms ucms = new HttpUcms(Clock.systemUTC())) {
            Recapi recapi =
                    ucms.recapi(SiteDraft.on(server.port()).answerTimeout(SHORT).site());
            try (RemoteFile file = recapi.open("monitor", "a.wav", 0).orElseThrow()) {
                assertThat(RecapiSite.read(file)).hasSize(40);
            }
        }
    }

    @Test
    void closingEarlyStopsTheUcmFromSending() throws Exception {
        site.shelf().put("monitor", RecapiSite.NAME, 200_000_000);
        try (RemoteFile file = site.open(0)) {
            assertThat(file.read(new byte[100])).isPositive();
        }
        while (site.there().asked().underWay() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void goesOnWhereItBroke() throws Exception {
        ShelvedFile shelved = site.shelf().put("monitor", RecapiSite.NAME, 1000);
        site.there().faults().next(new FileFault.EndAt(400));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RemoteFile file = site.open(0)) {
            assertThat(fault(() -> copy(file, bytes))).isEqualTo(FaultKind.BROKEN_OFF);
        }
        try (RemoteFile file = site.open(bytes.size())) {
            copy(file, bytes);
        }
        assertThat(bytes.toByteArray()).isEqualTo(shelved.bytes());
        assertThat(site.there().asked().starts(RecapiSite.PATH)).containsExactly(0L, 400L);
    }

    private static void copy(RemoteFile file, ByteArrayOutputStream to) throws UcmFault {
        byte[] block = new byte[64];
        for (int count = file.read(block); count >= 0; count = file.read(block)) {
            to.write(block, 0, count);
        }
    }

    private static FaultKind fault(ThrowingCallable doing) {
        return catchThrowableOfType(UcmFault.class, doing).kind();
    }
}
