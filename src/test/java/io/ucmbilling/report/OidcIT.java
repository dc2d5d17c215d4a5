package io.ucmbilling.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.ucmbilling.store.audit.AuditQuery;
import io.ucmbilling.store.audit.AuditTrail;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Report contract R1: sign-in by a provider, beside users of the configuration. */
class OidcIT {
    private static IdentityProvider provider;
    private static ReportGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        provider = new IdentityProvider();
        provider.away(true);
        Map<String, String> settings = new HashMap<>(provider.settings());
        settings.put("gateway.report.oidc.roles-claim", "realm_access.roles");
        settings.put("gateway.report.oidc.sites-claim", "sites");
        gateway = ReportGateway.shared().second(settings);
        // It started although the provider was away. Whoever comes now is told so, and whoever has a password gets in.
        assertThat(gateway.nobody().get("/oauth2/authorization/company").location())
                .isEqualTo("/login?provider");
        assertThat(gateway.signIn(ReportGateway.VIEWER).get("/calls").status()).isEqualTo(200);
        provider.away(false);
        gateway.clock().advance(Duration.ofSeconds(6));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
        gateway.clock().set(ReportGateway.NOW);
    }

    private static UnaryOperator<JWTClaimsSet.Builder> roles(String... roles) {
        return claims -> claims.claim("realm_access", Map.of("roles", List.of(roles)));
    }

    /** Returns where somebody is led after they came back from the provider. */
    private static String signIn(PageClient client, UnaryOperator<JWTClaimsSet.Builder> claims) throws Exception {
        String sent = client.get("/oauth2/authorization/company").header("Location");
        return client.get(provider.signIn(sent, claims)).location();
    }

    @Test
    void standsBesideThePasswordOnTheSignInPage() {
        var page = gateway.nobody().open("/login");

        assertThat(page.select("input[name=password]")).hasSize(1);
        assertThat(page.select("a[href=/oauth2/authorization/company]").text()).isEqualTo("Sign in with The Company");
    }

    /** PKCE, a nonce, and an address of return on the gateway. */
    @Test
    void asksTheProviderWithASecretOfItsOwn() {
        PageAnswer sent = gateway.nobody().get("/oauth2/authorization/company");

        assertThat(sent.header("Location"))
                .startsWith(provider.url() + "/authorize?")
                .contains("code_challenge_method=S256", "nonce=", "state=", "scope=openid");
        assertThat(sent.headers("Set-Cookie"))
                .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    }

    @Test
    void givesRoleAndSitesByClaims() throws Exception {
        PageClient client = gateway.nobody();
        client.get("/audit");

        String led = signIn(
                client,
                claims -> roles("uma", "administrator").apply(claims).claim("sites", List.of("branch-a", "branch-z")));

        assertThat(led).isEqualTo("/audit");
        assertThat(client.open("/audit").text()).contains("of your sites");
        assertThat(client.open("/calls").select(".who").text()).isEqualTo("company:anna");
        assertThat(provider.codes()).last().asString().contains("code_verifier=");
        assertThat(audited()).contains("user:company:anna DONE null");
    }

    private static List<String> audited() {
        return gateway.bean(AuditTrail.class).entries(new AuditQuery(null, null, null, null, 1000)).stream()
                .map(placed -> placed.entry())
                .map(entry -> entry.actor() + " " + entry.outcome() + " " + entry.detail())
                .toList();
    }

    /** Where a claim with sites is configured, a token without it sees none. */
    @Test
    void seesNothingWithoutTheClaimOfSites() throws Exception {
        PageClient client = gateway.nobody();

        assertThat(signIn(client, roles("VIEWER"))).isEqualTo("/calls");
        assertThat(client.get("/calls").text()).doesNotContain("branch-a", "branch-b");
        assertThat(client.get("/audit").status()).isEqualTo(403);
    }

    @Test
    void letsNobodyInWithoutARole() throws Exception {
        PageClient client = gateway.nobody();
        // The audit has a few refused sign-ins of each minute.
        gateway.clock().advance(Duration.ofMinutes(2));

        assertThat(signIn(client, roles("admin"))).isEqualTo("/login?no-role");
        assertThat(client.open("/login?no-role").select("[role=alert]").text()).contains("no role");
        assertThat(client.get("/calls").location()).isEqualTo("/login");
        assertThat(audited()).contains("user:company:anna REFUSED the provider gives no role");
    }

    /** A token for another client, of another time, or for another sign-in. */
    @Test
    void refusesTokensThatAreNotForThisSignIn() throws Exception {
        Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrong = Map.of(
                "audience", claims -> claims.audience("other"),
                "time",
                        claims -> claims.issueTime(Date.from(ReportGateway.NOW.minusSeconds(900)))
                                .expirationTime(Date.from(ReportGateway.NOW.minusSeconds(300))),
                "issuer", claims -> claims.issuer("https://evil.example"),
                "nonce", claims -> claims.claim("nonce", "other"));

        for (var each : wrong.entrySet()) {
            PageClient client = gateway.nobody();
            int before = provider.codes().size();
            String led = signIn(
                    client, claims -> each.getValue().apply(roles("viewer").apply(claims)));
            assertThat(led).as(each.getKey()).isEqualTo("/login?provider");
            assertThat(provider.codes()).as(each.getKey()).hasSize(before + 1);
            assertThat(client.get("/calls").location()).as(each.getKey()).isEqualTo("/login");
        }
    }

    /** Whoever comes back without having been sent, or with what another was sent with. */
    @Test
    void refusesReturnsOfStrangers() throws Exception {
        PageClient sent = gateway.nobody();
        String back = provider.signIn(sent.get("/oauth2/authorization/company").header("Location"), roles("viewer"));
        PageClient other = gateway.nobody();
        other.cookie("report-sign-in", "bm90aGluZw");

        assertThat(gateway.nobody().get(back).location()).isEqualTo("/login?provider");
        assertThat(other.get(back).location()).isEqualTo("/login?provider");
        assertThat(gateway.nobody()
                        .get("/login/oauth2/code/unknown?code=1&state=2")
                        .location())
                .startsWith("/login");
        assertThat(sent.get(back).location()).isEqualTo("/calls");
    }

    /** A session of the provider's is void where that provider is not configured. */
    @Test
    void isUnknownToAReplicaWithoutTheProvider() throws Exception {
        PageClient client = gateway.nobody();
        signIn(client, roles("viewer"));
        PageClient moved = ReportGateway.shared().nobody();
        moved.cookie("SESSION", client.cookie("SESSION"));

        assertThat(moved.get("/calls").location()).isEqualTo("/login");
    }
}
