package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tls.allow-legacy}: what it allows, and that it does so for its own site alone. */
@Timeout(30)
class LegacyTlsTest {
    private static final CdrQuery QUERY = CdrQuery.all(Format.JSON);

    private final HttpUcms ucms = new HttpUcms(Clock.systemUTC());
    private final List<RawServer> servers = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        ucms.close();
        for (RawServer server : servers) {
            server.close();
        }
    }

    static ProtocolVersion[] versions() {
        return ProtocolVersion.TLSv12.downTo(ProtocolVersion.TLSv10);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void readsFromAUcmWithAShortDhKey(ProtocolVersion version) throws Exception {
        try (RawServer server = OldServer.dhe512(version)) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).legacyTls().site());
            assertThat(ucm.page(QUERY).entries()).hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void readsARecordingFromAnOldUcm(ProtocolVersion version) throws Exception {
        String file = "RIFF" + "x".repeat(100_000);
        try (RemoteFile remote = recording(version, "Content-Length: 100004", file)) {
            assertThat(RecapiSite.read(remote)).hasSize(100_004);
        }
    }

    @Test
    void neverTakesARecordingForWholeThatAnOldUcmEndsTooEarly() throws Exception {
        try (RemoteFile remote =
                recording(ProtocolVersion.TLSv10, "Content-Length: 5000\r\nConnection: close", "RIFF")) {
            UcmFault fault = catchThrowableOfType(UcmFault.class, () -> RecapiSite.read(remote));
            assertThat(fault.kind()).isIn(FaultKind.BROKEN_OFF, FaultKind.TIMED_OUT);
        }
    }

    private RemoteFile recording(ProtocolVersion version, String header, String body) throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\n" + header + "\r\n\r\n" + body;
        RawServer server = OldServer.start(version, CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA, answer);
        servers.add(server);
        SiteDraft site = SiteDraft.on(server.port()).legacyTls().readTimeout(Duration.ofSeconds(2));
        return ucms.recapi(site.site()).open("monitor", "a.wav", 0).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
                CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
                CipherSuite.TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA
            })
    void readsFromAUcmWithAnOldCipher(int cipher) throws Exception {
        try (RawServer server = OldServer.start(ProtocolVersion.TLSv10, cipher)) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).legacyTls().site());
            assertThat(ucm.page(QUERY).entries()).hasSize(3);
        }
    }

    @Test
    void aPinnedCertificateMayBeSignedWithSha1() throws Exception {
        try (RawServer server = OldServer.dhe512(ProtocolVersion.TLSv10)) {
            Site.Tls pinned = new Site.Tls(Site.Trust.PINNED, OldServer.IDENTITY.fingerprint(), null, true);
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).tls(pinned).site());
            assertThat(ucm.page(QUERY).entries()).hasSize(3);
        }
    }

    @Test
    void anotherSiteInTheSameJvmRefusesTheSameUcm() throws Exception {
        try (RawServer server = OldServer.dhe512(ProtocolVersion.TLSv10)) {
            Ucm legacy = ucms.of(SiteDraft.on(server.port()).legacyTls().site());
            Ucm strict = ucms.of(SiteDraft.on(server.port()).site());
            assertThat(legacy.page(QUERY).entries()).hasSize(3);
            assertThat(Faulty.of(strict, QUERY).kind()).isEqualTo(FaultKind.TLS_REFUSED);
            assertThat(legacy.page(QUERY).entries()).hasSize(3);
        }
    }

    @Test
    void aShortDhKeyAloneIsRefusedToo() throws Exception {
        try (RawServer server = OldServer.dhe512(ProtocolVersion.TLSv12)) {
            assertThat(Faulty.of(ucms.of(SiteDraft.on(server.port()).site()), QUERY)
                            .kind())
                    .isEqualTo(FaultKind.TLS_REFUSED);
        }
    }

    @Test
    void leavesTheRulesOfTheJvmAsTheyAre() throws Exception {
        String before = Objects.requireNonNull(Security.getProperty("jdk.tls.disabledAlgorithms"));
        readsFromAUcmWithAShortDhKey(ProtocolVersion.TLSv10);
        assertThat(Security.getProperty("jdk.tls.disabledAlgorithms"))
                .isEqualTo(before)
                .contains("TLSv1");
        assertThat(Security.getProvider("BC")).isNull();
        assertThat(Security.getProvider("BCJSSE")).isNull();
    }

    @Test
    void keepsTheConnectionFromPageToPage() throws Exception {
        try (RawServer server = OldServer.dhe512(ProtocolVersion.TLSv10)) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).legacyTls().site());
            ucm.page(QUERY);
            ucm.page(QUERY);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void timesOutWhereTheAnswerDoesNotCome() throws Exception {
        try (RawServer server = OldServer.start(
                ProtocolVersion.TLSv10,
                CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port())
                    .legacyTls()
                    .readTimeout(Duration.ofMillis(300))
                    .site());
            assertThat(Faulty.of(ucm, QUERY).kind()).isEqualTo(FaultKind.TIMED_OUT);
        }
    }

    @Test
    void timesOutWhereTheHandshakeHangs() throws Exception {
        try (RawServer server = RawServer.plain((raw, socket) -> raw.hold(30_000))) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port())
                    .legacyTls()
                    .answerTimeout(Duration.ofMillis(300))
                    .site());
            assertThat(Faulty.of(ucm, QUERY).kind()).isEqualTo(FaultKind.TIMED_OUT);
        }
    }

    @Test
    void isRefusedByAServerThatSpeaksNoTls() throws Exception {
        try (RawServer server =
                RawServer.plain((raw, socket) -> RawServer.say(socket, "HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).legacyTls().site());
            assertThat(Faulty.of(ucm, QUERY).kind()).isEqualTo(FaultKind.TLS_REFUSED);
        }
    }

    @Test
    void readsFromANewUcmToo() throws Exception {
        try (StubServer server = new StubServer(call -> StubServer.Reply.json(Faulty.GUIDE_PAGE))) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).legacyTls().site());
            assertThat(ucm.page(QUERY).entries()).hasSize(3);
        }
    }
}
