package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.contract.query.QueryString;
import io.ucmbilling.ucm.StubServer.Reply;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's way in: what is asked, and how the sign-in goes. */
class LegacyTransportTest {
    private static final CdrQuery QUERY = CdrQuery.all(Format.JSON);

    private final HttpUcms ucms = new HttpUcms(Clock.systemUTC());

    @AfterEach
    void close() throws IOException {
        ucms.close();
    }

    @Test
    void asksForWhatTheQuerySays() throws Exception {
        try (StubServer server = new StubServer(call -> page())) {
            ucms.of(SiteDraft.on(server.port()).site()).page(QUERY.page(2000, 500));
            assertThat(server.calls).singleElement().satisfies(call -> {
                assertThat(call.method()).isEqualTo("GET");
                assertThat(call.target())
                        .isEqualTo("/cdrapi?"
                                + QueryString.of(QUERY.page(2000, 500).parameters()));
                assertThat(call.agent()).isEqualTo("ucm-billing-gateway");
            });
        }
    }

    @Test
    void asksBelowThePathOfTheUrl() throws Exception {
        try (StubServer server = new StubServer(call -> page())) {
            String url = "https://localhost:" + server.port() + "/branch-a/";
            ucms.of(SiteDraft.on(0).at(url).site()).page(QUERY);
            assertThat(server.calls.getFirst().target()).startsWith("/branch-a/cdrapi?");
        }
    }

    @Test
    void readsTheRecordsOfThePage() throws Exception {
        try (StubServer server = new StubServer(call -> page())) {
            Page page = ucms.of(SiteDraft.on(server.port()).site()).page(QUERY);
            assertThat(page.entries()).hasSize(3);
        }
    }

    @Test
    void givesTheSameUcmEachTime() {
        Site site = SiteDraft.on(8443).site();
        assertThat(ucms.of(site)).isSameAs(ucms.of(site));
    }

    @Test
    void sendsNoCredentialsUnasked() throws Exception {
        try (StubServer server = new StubServer(call -> page())) {
            ucms.of(SiteDraft.on(server.port()).site()).page(QUERY);
            assertThat(server.attempts()).isZero();
        }
    }

    @Test
    void signsInByDigest() throws Exception {
        assertThat(schemesAccepted(List.of("Digest"))).containsExactly("Digest");
    }

    @Test
    void signsInByBasic() throws Exception {
        assertThat(schemesAccepted(List.of("Basic"))).containsExactly("Basic");
    }

    @Test
    void prefersDigestWhateverTheOrder() throws Exception {
        assertThat(schemesAccepted(List.of("Basic", "Digest"))).containsExactly("Digest");
    }

    @Test
    void passesOverSchemesItDoesNotKnow() throws Exception {
        assertThat(schemesAccepted(List.of("Negotiate", "Basic"))).containsExactly("Basic");
    }

    private List<String> schemesAccepted(List<String> schemes) throws Exception {
        Gate gate = new Gate(schemes, call -> page());
        try (StubServer server = new StubServer(gate)) {
            ucms.of(SiteDraft.on(server.port()).site()).page(QUERY);
        }
        return gate.accepted;
    }

    @Test
    void keepsTheNonceForTheNextRequest() throws Exception {
        Gate gate = new Gate(List.of("Digest"), call -> page());
        try (StubServer server = new StubServer(gate)) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).site());
            ucm.page(QUERY);
            ucm.page(QUERY.page(1000, 1000));
            assertThat(gate.accepted).hasSize(2);
            assertThat(server.calls).hasSize(3);
        }
    }

    @Test
    void takesAnotherNonceWhenItsOwnIsStale() throws Exception {
        Gate gate = new Gate(List.of("Digest"), call -> page());
        try (StubServer server = new StubServer(gate)) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).site());
            ucm.page(QUERY);
            gate.forgetNonces();
            ucm.page(QUERY);
            assertThat(gate.accepted).hasSize(2);
        }
    }

    @Test
    void takesAnotherNonceFromAUcmThatRestartedAndDoesNotSayStale() throws Exception {
        Gate gate = new Gate(List.of("Digest"), call -> page());
        gate.saysStale = false;
        try (StubServer server = new StubServer(gate)) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).site());
            ucm.page(QUERY);
            gate.forgetNonces();
            ucm.page(QUERY);
            assertThat(gate.accepted).hasSize(2);
        }
    }

    @Test
    void followsAUcmFromBasicToDigest() throws Exception {
        Gate gate = new Gate(List.of("Basic"), call -> page());
        try (StubServer server = new StubServer(gate)) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).site());
            ucm.page(QUERY);
            gate.schemes = List.of("Digest");
            ucm.page(QUERY);
            assertThat(gate.accepted).containsExactly("Basic", "Digest");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Digest", "Basic"})
    void sendsCredentialsInUtf8(String scheme) throws Exception {
        Gate gate = new Gate(List.of(scheme), call -> page());
        gate.password = "Grüße";
        try (StubServer server = new StubServer(gate)) {
            ucms.of(SiteDraft.on(server.port()).login("cdrapi", "Grüße").site()).page(QUERY);
        }
        assertThat(gate.accepted).containsExactly(scheme);
    }

    @Test
    void sendsAWrongPasswordOnceByDigest() throws Exception {
        assertThat(attemptsWithAWrongPassword(List.of("Digest"))).isEqualTo(1);
    }

    @Test
    void sendsAWrongPasswordOnceByBasic() throws Exception {
        assertThat(attemptsWithAWrongPassword(List.of("Basic"))).isEqualTo(1);
    }

    @Test
    void sendsAWrongPasswordOnceWhereBothAreOffered() throws Exception {
        assertThat(attemptsWithAWrongPassword(List.of("Digest", "Basic"))).isEqualTo(1);
    }

    private long attemptsWithAWrongPassword(List<String> schemes) throws Exception {
        try (StubServer server = new StubServer(new Gate(schemes, call -> page()))) {
            Ucm ucm =
                    ucms.of(SiteDraft.on(server.port()).login("cdrapi", "wrong").site());
            assertThat(Faulty.of(ucm, QUERY).kind()).isEqualTo(FaultKind.LOGIN_REFUSED);
            return server.attempts();
        }
    }

    @Test
    void sendsAPasswordThatWasChangedOnTheUcmOnceABasicPass() throws Exception {
        Gate gate = new Gate(List.of("Basic"), call -> page());
        try (StubServer server = new StubServer(gate)) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).site());
            ucm.page(QUERY);
            gate.password = "another";
            assertThat(Faulty.of(ucm, QUERY).kind()).isEqualTo(FaultKind.LOGIN_REFUSED);
            assertThat(server.attempts()).isEqualTo(2);
        }
    }

    @Test
    void isRefusedByAUcmThatCallsEveryNonceStale() throws Exception {
        Reply stale = new Reply(
                401, "", "WWW-Authenticate", "Digest realm=\"asterisk\", nonce=\"n\", qop=\"auth\", stale=true");
        try (StubServer server = new StubServer(call -> stale)) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).site());
            assertThat(Faulty.of(ucm, QUERY).kind()).isEqualTo(FaultKind.LOGIN_REFUSED);
            assertThat(server.calls).hasSize(4);
        }
    }

    @Test
    void isRefusedWhereNoKnownSchemeIsOffered() throws Exception {
        try (StubServer server = new StubServer(call -> new Reply(401, "", "WWW-Authenticate", "Negotiate"))) {
            UcmFault fault = Faulty.of(ucms.of(SiteDraft.on(server.port()).site()), QUERY);
            assertThat(fault.kind()).isEqualTo(FaultKind.LOGIN_REFUSED);
            assertThat(fault).hasMessageContaining("[Negotiate]");
            assertThat(server.attempts()).isZero();
        }
    }

    @Test
    void namesTheUserThatIsNotSet() throws Exception {
        try (StubServer server = new StubServer(new Gate(List.of("Digest"), call -> page()))) {
            UcmFault fault =
                    Faulty.of(ucms.of(SiteDraft.on(server.port()).login("", "").site()), QUERY);
            assertThat(fault.kind()).isEqualTo(FaultKind.LOGIN_REFUSED);
            assertThat(fault).hasMessageContaining("gateway.sites.branch-a.username");
            assertThat(server.attempts()).isZero();
        }
    }

    private static Reply page() {
        return Reply.json(Faulty.GUIDE_PAGE);
    }
}
