package io.ucmbilling.billing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Billing contract A2: tokens of a real issuer, good ones and all others. */
class TokensIT {
    private static TokenIssuer issuer;
    private static RestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        issuer = new TokenIssuer();
        issuer.away(true);
        gateway = gateway(Map.of("gateway.api.jwt.sites-claim", "sites"));
        // Nobody has asked the issuer, although it is away.
        assertThat(issuer.questions()).isZero();
    }

    private static RestGateway gateway(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer.url());
        return new RestGateway(Map.of("erp", Map.of("scopes", "calls")), settings);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    /** Wrong keys of the test before are forgotten, and the issuer may be asked again. */
    @BeforeEach
    void goOn() {
        issuer.away(false);
        gateway.clock.advance(Duration.ofMinutes(2));
    }

    private static Instant now() {
        return gateway.clock.instant();
    }

    private static HttpResponse<String> ask(String token, String target) {
        return gateway.send("GET", "Bearer " + token, target);
    }

    private static HttpResponse<String> ask(String token) {
        return ask(token, "/api/v1/sites");
    }

    private static String token(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return issuer.token(now(), change);
    }

    private static List<String> sites(String token) {
        HttpResponse<String> answer = ask(token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RestGateway.json(answer)
                .get("items")
                .valueStream()
                .map(site -> site.get("id").asString())
                .toList();
    }

    private static void assertWrong(String token) {
        HttpResponse<String> answer = ask(token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.body()).contains("/problems/unauthorized");
    }

    /** A2: scopes in scope, sites in the claim, as a list or as one text. */
    @Test
    void takesScopesAndSites() throws Exception {
        assertThat(sites(token(claims -> claims))).containsExactly("branch-a");
        assertThat(sites(token(claims -> claims.claim("sites", "branch-b")))).containsExactly("branch-b");
        assertThat(sites(token(claims -> claims.claim("sites", List.of("branch-b", "nowhere", "branch-a")))))
                .containsExactly("branch-a", "branch-b");
        assertThat(sites(token(claims -> claims.claim("scope", List.of("calls", "feed")))))
                .containsExactly("branch-a");
        gateway.clock.advance(Duration.ofSeconds(11));
        assertThat(sites(issuer.elliptic(now().plusSeconds(1)))).containsExactly("branch-a");
        String feed = token(claims -> claims.claim("scope", "feed"));
        assertThat(ask(feed).statusCode()).isEqualTo(403);
        assertThat(ask(feed, "/api/v1/changes?after=now").statusCode()).isEqualTo(200);
        assertThat(ask(token(claims -> claims.claim("scope", null))).statusCode())
                .isEqualTo(403);
    }

    /** A2, A4: a token that names no sites sees none, where a claim is configured for them. */
    @Test
    void showsNoSiteToATokenWithoutTheClaim() throws Exception {
        assertThat(sites(token(claims -> claims.claim("sites", null)))).isEmpty();
        assertThat(sites(token(claims -> claims.claim("sites", 7)))).isEmpty();
        assertThat(sites(token(claims -> claims.claim("sites", Map.of("branch-a", true)))))
                .isEmpty();
        assertThat(ask(token(claims -> claims.claim("sites", null)), "/api/v1/sites/branch-a")
                        .statusCode())
                .isEqualTo(404);
    }

    /** A2: what is not signed by the issuer, or is not for now. */
    @Test
    void refusesEveryOtherToken() throws Exception {
        Instant now = now();
        RSAKey stranger = issuer.fresh();
        assertThat(sites(token(claims -> claims))).hasSize(1);

        assertWrong(token(claims -> claims.issuer("http://127.0.0.1/other")));
        assertWrong(token(claims -> claims.issuer(null)));
        assertWrong(token(claims -> claims.expirationTime(Date.from(now.minusSeconds(61)))));
        assertWrong(token(claims -> claims.expirationTime(null)));
        assertWrong(token(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(61)))));
        assertWrong(token(claims -> claims.subject(null)));
        assertWrong(issuer.unsigned(now));
        assertWrong(issuer.signedWithThePublicKey(now));
        String good = token(claims -> claims);
        assertWrong(good.substring(0, good.length() - 8) + "AAAAAAAA");
        gateway.clock.advance(Duration.ofMinutes(1));
        assertWrong(issuer.token(now(), stranger, claims -> claims));
        RSAKey disguised = new RSAKey.Builder(stranger).keyID("key-1").build();
        assertWrong(issuer.token(now(), disguised, claims -> claims));
        String[] parts = good.split("\\.");
        String other = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"iss\":1}".getBytes(UTF_8));
        assertWrong(parts[0] + "." + other + "." + parts[2]);
        assertWrong(parts[0] + ".." + parts[2]);
        assertWrong("a.b.c");
    }

    /** A2: the issuer changes its key. */
    @Test
    void takesTokensOfANewKeyAtOnce() throws Exception {
        String old = token(claims -> claims);
        assertThat(sites(old)).hasSize(1);
        issuer.rotate();
        gateway.clock.advance(Duration.ofSeconds(11));

        assertThat(sites(token(claims -> claims))).hasSize(1);
        assertWrong(old);
    }

    /** A1, A2: what looks like a token costs no question to the issuer each, and counts as a wrong key. */
    @Test
    void asksTheIssuerSeldomAndCountsWrongTokens() throws Exception {
        assertThat(sites(token(claims -> claims))).hasSize(1);
        gateway.clock.advance(Duration.ofSeconds(30));
        int before = issuer.questions();
        RSAKey stranger = issuer.fresh();
        for (int i = 0; i < 10; i++) {
            RSAKey unknown = new RSAKey.Builder(stranger).keyID("unknown-" + i).build();
            assertWrong(issuer.token(now(), unknown, claims -> claims));
        }

        assertThat(ask("x".repeat(43)).statusCode()).isEqualTo(429);
        assertThat(issuer.questions()).isLessThanOrEqualTo(before + 2);
        assertThat(sites(token(claims -> claims)))
                .as("a right token is never slowed")
                .hasSize(1);
        assertThat(gateway.get("erp", "/api/v1/sites").statusCode()).isEqualTo(200);
    }

    /** A2: an issuer that is away, before its keys are known and afterwards. */
    @Test
    void answers503OnlyWhereNoKeyIsKnown() throws Exception {
        try (RestGateway fresh = gateway(Map.of())) {
            issuer.away(true);
            String token = issuer.token(fresh.clock.instant(), claims -> claims.claim("sites", null));
            String bearer = "Bearer " + token;
            HttpResponse<String> away = fresh.send("GET", bearer, "/api/v1/sites");
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).contains("5");
            assertThat(fresh.send("GET", bearer, "/api/v1/sites").statusCode()).isEqualTo(503);
            assertThat(fresh.get("erp", "/api/v1/sites").statusCode())
                    .as("keys work")
                    .isEqualTo(200);
            assertThat(fresh.send("GET", "Bearer wrong", "/api/v1/sites").statusCode())
                    .isEqualTo(401);

            issuer.away(false);
            fresh.clock.advance(Duration.ofSeconds(11));
            HttpResponse<String> there = fresh.send("GET", bearer, "/api/v1/sites");
            assertThat(there.statusCode()).isEqualTo(200);
            assertThat(there.body())
                    .as("without a claim that is configured it sees all")
                    .contains("branch-b");

            issuer.away(true);
            fresh.clock.advance(Duration.ofHours(2));
            String later = issuer.token(fresh.clock.instant(), claims -> claims);
            assertThat(fresh.send("GET", "Bearer " + later, "/api/v1/sites").statusCode())
                    .isEqualTo(200);
        }
    }

    /** A5, A7, A8: a token hides nothing, is bounded by nothing, and is named by its subject. */
    @Test
    void namesTheSubjectInTheAudit() throws Exception {
        String token = token(claims -> claims.claim("scope", "calls admin"));
        gateway.send("POST", "Bearer " + token, "/api/v1/sites/branch-a/collections");

        assertThat(ask(token, "/api/v1/audit").body()).contains("\"client\":\"jwt:robot\"");
        assertThat(ask(token).headers().firstValue("RateLimit")).isEmpty();
    }
}
