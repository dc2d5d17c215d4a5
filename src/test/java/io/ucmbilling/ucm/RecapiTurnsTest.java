package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.testing.ucm.FileFault;
import io.ucmbilling.testing.ucm.ShelvedFile;
import io.ucmbilling.ucm.RecapiSite.Way;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** So many files at one time, and nothing else waits for them. */
@Timeout(60)
class RecapiTurnsTest {
    private static final byte[] BLOCK = new byte[100];

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void neverTakesMoreFilesAtOneTimeThanAllowed(Way way) throws Exception {
        try (RecapiSite site = new RecapiSite(way)) {
            ShelvedFile shelved = site.shelf().put("monitor", RecapiSite.NAME, 500_000);
            List<Future<byte[]>> files = IntStream.range(0, 12)
                    .mapToObj(i -> threads.submit(() -> {
                        try (RemoteFile file = site.open(0)) {
                            return RecapiSite.read(file);
                        }
                    }))
                    .toList();
            for (Future<byte[]> file : files) {
                assertThat(file.get()).isEqualTo(shelved.bytes());
            }
            assertThat(site.there().asked().peak()).isLessThanOrEqualTo(2);
            assertThat(site.ucm.asked().wrongPasswords()).isZero();
        }
    }

    @Test
    void timesOutWhereNoTurnComes() throws Exception {
        try (RecapiSite site = new RecapiSite(Way.BASIC, draft -> draft.answerTimeout(Duration.ofSeconds(2)))) {
            site.shelf().put("monitor", RecapiSite.NAME, 1000);
            RemoteFile first = site.open(0);
            RemoteFile second = site.open(0);
            UcmFault fault = catchThrowableOfType(UcmFault.class, () -> site.open(0));
            assertThat(fault.kind()).isEqualTo(FaultKind.TIMED_OUT);
            assertThat(fault).hasMessageContaining("found no turn after PT2S, expected one of 2 files");
            first.close();
            site.open(0).close();
            second.close();
        }
    }

    @Test
    void aTurnIsGivenBackOnce() throws Exception {
        try (RecapiSite site = new RecapiSite(Way.BASIC, draft -> draft.answerTimeout(Duration.ofSeconds(2)))) {
            site.shelf().put("monitor", RecapiSite.NAME, 1000);
            RemoteFile first = site.open(0);
            first.close();
            first.close();
            try (RemoteFile second = site.open(0);
                    RemoteFile third = site.open(0)) {
                assertThat(second.length()).isEqualTo(third.length());
                assertThat(catchThrowableOfType(UcmFault.class, () -> site.open(0)))
                        .isNotNull();
            }
        }
    }

    @Test
    void whatIsNotThereTakesNoTurnFromOthers() throws Exception {
        try (RecapiSite site = new RecapiSite(Way.HTTPS)) {
            for (int i = 0; i < 5; i++) {
                assertThat(site.recapi().open("monitor", "none.wav", 0)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void pagesAndListingsDoNotWaitForFiles(Way way) throws Exception {
        try (RecapiSite site = new RecapiSite(way)) {
            site.shelf().put("monitor", RecapiSite.NAME, 1000);
            site.there().faults().always(new FileFault.StallAt(500));
            try (RemoteFile first = site.open(0);
                    RemoteFile second = site.open(0)) {
                assertThat(first.read(BLOCK) + second.read(BLOCK)).isPositive();
                assertThat(site.pages().page(CdrQuery.all(Format.JSON)).isEmpty())
                        .isTrue();
                assertThat(site.recapi().contents("monitor")).isPresent();
            }
        }
    }
}
