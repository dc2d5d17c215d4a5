package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.ucm.ShelvedFile;
import io.ucmbilling.testing.ucm.SimulatedRecapi.Framing;
import io.ucmbilling.ucm.RecapiSite.Way;
import io.ucmbilling.ucm.site.UcmFault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recordings by every way in, where nothing goes wrong. */
@Timeout(60)
class HttpRecapiTest {

    @ParameterizedTest
    @EnumSource(Way.class)
    void readsAFileByteForByte(Way way) throws Exception {
        try (RecapiSite site = new RecapiSite(way)) {
            ShelvedFile shelved = site.shelf().put("monitor", RecapiSite.NAME, 300_001);
            try (RemoteFile file = site.open(0)) {
                assertThat(file.from()).isZero();
                assertThat(file.length()).isEqualTo(300_001);
                assertThat(RecapiSite.read(file)).isEqualTo(shelved.bytes());
            }
            assertThat(site.there().asked().times(RecapiSite.PATH)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void readsOnFromWhereItIsTold(Way way) throws Exception {
        try (RecapiSite site = new RecapiSite(way)) {
            ShelvedFile shelved = site.shelf().put("monitor", RecapiSite.NAME, 10_000);
            try (RemoteFile file = site.open(9_990)) {
                assertThat(file.from()).isEqualTo(9_990);
                assertThat(file.length()).isEqualTo(10_000);
                assertThat(RecapiSite.read(file))
                        .isEqualTo(java.util.Arrays.copyOfRange(shelved.bytes(), 9_990, 10_000));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void beginsAnewWhereTheUcmKnowsNoRanges(Way way) throws Exception {
        try (RecapiSite site = new RecapiSite(way)) {
            ShelvedFile shelved = site.shelf().put("monitor", RecapiSite.NAME, 1000);
            site.there().ranges(false);
            try (RemoteFile file = site.open(500)) {
                assertThat(file.from()).isZero();
                assertThat(RecapiSite.read(file)).isEqualTo(shelved.bytes());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Framing.class, names = "LENGTH", mode = EnumSource.Mode.EXCLUDE)
    void knowsNoLengthWhereNoneIsTold(Framing framing) throws Exception {
        try (RecapiSite site = new RecapiSite(Way.DIGEST)) {
            ShelvedFile shelved = site.shelf().put("monitor", RecapiSite.NAME, 100_000);
            site.there().framing(framing);
            try (RemoteFile file = site.open(0)) {
                assertThat(file.length()).isEqualTo(-1);
                assertThat(RecapiSite.read(file)).isEqualTo(shelved.bytes());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void findsNothingWhereTheUcmHasNone(Way way) throws Exception {
        try (RecapiSite site = new RecapiSite(way)) {
            assertThat(site.recapi().open("monitor", RecapiSite.NAME, 0)).isEmpty();
            assertThat(site.recapi().contents("nowhere")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void passesListingsOnByteForByte(Way way) throws Exception {
        try (RecapiSite site = new RecapiSite(way)) {
            site.shelf().put("monitor", RecapiSite.NAME, 100);
            assertThat(text(site.recapi().directories()))
                    .isEqualTo("Directory,Filename\n"
                            + "meetme,\n"
                            + "monitor,\n"
                            + "monitor/2026-05,\n"
                            + "voicemail,\n"
                            + "voicemail/default,\n");
            assertThat(text(site.recapi().contents("monitor@monitor/2026-05").orElseThrow()))
                    .isEqualTo("Directory,Filename\nmonitor,2026-05\nmonitor/2026-05,auto-1777878000-1001-1002.wav\n");
        }
    }

    /** A handshake costs a UCM more than a file's head: who has read what was announced leaves the line to the next. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void fetchesTheNextFileOverTheSameLine(Way way) throws Exception {
        try (RecapiSite site = new RecapiSite(way)) {
            site.shelf().put("monitor", RecapiSite.NAME, 100_000);
            for (int i = 0; i < 3; i++) {
                try (RemoteFile file = site.open(0)) {
                    readJust(file, 100_000);
                }
            }

            assertThat(site.ucm.connections()).isEqualTo(1);
        }
    }

    private static void readJust(RemoteFile file, int length) throws UcmFault {
        byte[] block = new byte[8192];
        for (int left = length; left > 0; ) {
            left -= file.read(block);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
