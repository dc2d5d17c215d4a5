package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.testing.Certificates;
import io.ucmbilling.testing.Certificates.Identity;
import io.ucmbilling.ucm.StubServer.Reply;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.Site.Trust;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.security.KeyStore;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a site's client trusts, by the JDK's TLS and by the legacy one alike. */
class SiteTlsTest {
    private static final CdrQuery QUERY = CdrQuery.all(Format.JSON);
    private static final Identity AUTHORITY = Certificates.generate("Example Authority");
    private static final Identity SIGNED_FOR_LOCALHOST = Certificates.issue(AUTHORITY, "localhost");
    private static final Identity SIGNED_FOR_ANOTHER = Certificates.issue(AUTHORITY, "ucm.example");
    private static final Identity SELF_SIGNED = StubServer.IDENTITY;
    private static final Identity STRANGER = Certificates.generate("stranger.example");

    private final HttpUcms ucms = new HttpUcms(Clock.systemUTC(), system());

    @AfterEach
    void close() throws IOException {
        ucms.close();
    }

    /** A system that knows one authority. */
    private static KeyStore system() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", AUTHORITY.certificate());
            return store;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The fault against a server with that certificate; null: the page came. */
    private @Nullable UcmFault fault(Identity server, Site.Tls tls) {
        try (StubServer stub = new StubServer(server, call -> Reply.json(Faulty.GUIDE_PAGE))) {
            ucms.of(SiteDraft.on(stub.port()).tls(tls).site()).page(QUERY);
            return null;
        } catch (UcmFault fault) {
            return fault;
        }
    }

    private static Site.Tls fingerprint(Identity pinned, boolean legacy) {
        return new Site.Tls(Trust.PINNED, pinned.fingerprint(), null, legacy);
    }

    private static Site.Tls certificate(Identity pinned, boolean legacy) {
        return new Site.Tls(Trust.PINNED, null, pinned.certificatePem(), legacy);
    }

    private static Site.Tls trust(Trust trust, boolean legacy) {
        return new Site.Tls(trust, null, null, legacy);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void systemTakesACertificateOfAnAuthority(boolean legacy) {
        assertThat(fault(SIGNED_FOR_LOCALHOST, trust(Trust.SYSTEM, legacy))).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void systemRefusesAnotherHostsName(boolean legacy) {
        assertThat(fault(SIGNED_FOR_ANOTHER, trust(Trust.SYSTEM, legacy)))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.TLS_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void systemRefusesASelfSignedCertificateAndTellsItsFingerprint(boolean legacy) {
        assertThat(fault(SELF_SIGNED, trust(Trust.SYSTEM, legacy))).satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.TLS_REFUSED);
            assertThat(fault).hasMessageContaining(SELF_SIGNED.fingerprint());
        });
    }

    @Test
    void theJvmsOwnAuthoritiesAreTheSystem() {
        try (HttpUcms real = new HttpUcms(Clock.systemUTC());
                StubServer stub = new StubServer(SIGNED_FOR_LOCALHOST, call -> Reply.json(Faulty.GUIDE_PAGE))) {
            Ucm ucm = real.of(
                    SiteDraft.on(stub.port()).tls(trust(Trust.SYSTEM, false)).site());
            assertThat(Faulty.of(ucm, QUERY).kind()).isEqualTo(FaultKind.TLS_REFUSED);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pinnedTakesTheFingerprintWhateverTheHost(boolean legacy) {
        assertThat(fault(SIGNED_FOR_ANOTHER, fingerprint(SIGNED_FOR_ANOTHER, legacy)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pinnedRefusesAnotherFingerprintAndTellsIt(boolean legacy) {
        assertThat(fault(STRANGER, fingerprint(SELF_SIGNED, legacy))).satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.TLS_REFUSED);
            assertThat(fault)
                    .hasMessageContaining(
                            "fingerprint " + STRANGER.fingerprint() + ", expected " + SELF_SIGNED.fingerprint());
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pinnedTakesTheVeryCertificate(boolean legacy) {
        assertThat(fault(SELF_SIGNED, certificate(SELF_SIGNED, legacy))).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pinnedTakesWhatThePinnedAuthoritySignedWhateverTheHost(boolean legacy) {
        assertThat(fault(SIGNED_FOR_ANOTHER, certificate(AUTHORITY, legacy))).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pinnedRefusesWhatAnotherSigned(boolean legacy) {
        assertThat(fault(STRANGER, certificate(AUTHORITY, legacy)))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.TLS_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pinnedTakesNoAuthorityOfTheSystem(boolean legacy) {
        assertThat(fault(SIGNED_FOR_LOCALHOST, certificate(SELF_SIGNED, legacy)))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.TLS_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anyTakesEveryCertificate(boolean legacy) {
        assertThat(fault(STRANGER, trust(Trust.ANY, legacy))).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noCredentialsGoToAServerThatIsNotTrusted(boolean legacy) {
        try (StubServer stub = new StubServer(STRANGER, call -> Reply.json(Faulty.GUIDE_PAGE))) {
            Ucm ucm = ucms.of(SiteDraft.on(stub.port())
                    .tls(fingerprint(SELF_SIGNED, legacy))
                    .site());
            assertThat(Faulty.of(ucm, QUERY).kind()).isEqualTo(FaultKind.TLS_REFUSED);
            assertThat(stub.calls).isEmpty();
        }
    }
}
