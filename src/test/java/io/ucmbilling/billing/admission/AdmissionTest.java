package io.ucmbilling.billing.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.RemoteKeySourceException;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.access.client.ApiKey;
import io.ucmbilling.access.client.ApiScope;
import io.ucmbilling.billing.admission.ApiSettings.ClientSettings;
import io.ucmbilling.billing.admission.ApiSettings.JwtSettings;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.problem.ProblemKind;
import io.ucmbilling.billing.query.RawQuery;
import io.ucmbilling.settings.WrongSettingException;
import io.ucmbilling.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class AdmissionTest {
    private static final ApiKey KEY = ApiKey.fresh();
    private static final RawQuery NOTHING = RawQuery.parse(null);
    private static final String PEER = "192.0.2.1";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Admission admission = admission(settings(List.of("calls"), List.of("192.0.2.0/24"), 2), null);

    private static ClientSettings settings(List<String> scopes, List<String> permitted, @Nullable Integer requests) {
        return new ClientSettings(List.of(KEY.sha256()), scopes, List.of(), permitted, false, requests);
    }

    private Admission admission(ClientSettings erp, @Nullable JwtDecoder decoder) {
        ApiSettings settings = new ApiSettings(Map.of("erp", erp), new JwtSettings("sites"), Duration.ofSeconds(30));
        return new Admission(settings.check(List.of("branch-a")), new JwtClients(decoder, "sites"), clock);
    }

    private static ApiRequest request(String method, String path, @Nullable String token) {
        return new ApiRequest(method, PathContainer.parsePath(path), PEER, token, null, null);
    }

    private Problem refused(@Nullable String token) {
        return catchThrowableOfType(
                        ProblemException.class, () -> admission.client(request("GET", "/api/v1/sites", token)))
                .problem();
    }

    /** Billing contract A1. */
    @Test
    void answersWrongKeysWith429AfterTenAMinuteAndRightOnesAlways() {
        for (int i = 0; i < 10; i++) {
            assertThat(refused("wrong").kind()).isEqualTo(ProblemKind.UNAUTHORIZED);
        }
        assertThat(refused("wrong").kind()).isEqualTo(ProblemKind.TOO_MANY_REQUESTS);
        assertThat(refused("wrong").headers()).containsEntry("Retry-After", "60");
        assertThat(admission.client(request("GET", "/api/v1/sites", KEY.text())).name())
                .isEqualTo("erp");
        clock.advance(Duration.ofMinutes(1));
        assertThat(refused("wrong").kind()).isEqualTo(ProblemKind.UNAUTHORIZED);
    }

    /** Billing contract A1: no credentials are no wrong key. */
    @Test
    void countsNoRequestWithoutKey() {
        for (int i = 0; i < 20; i++) {
            assertThat(refused(null).kind()).isEqualTo(ProblemKind.UNAUTHORIZED);
        }
        assertThat(refused(null).headers()).containsEntry("WWW-Authenticate", "Bearer");
    }

    /** Billing contract A1: permitted-ips. */
    @Test
    void refusesAnAddressThatIsNotPermitted() {
        ApiClient client = admission.client(request("GET", "/api/v1/sites", KEY.text()));
        admission.address(client, request("GET", "/api/v1/sites", null));

        assertThatThrownBy(() -> admission.address(
                        client,
                        new ApiRequest(
                                "GET", PathContainer.parsePath("/api/v1/sites"), "198.51.100.1", null, null, null)))
                .isInstanceOf(ProblemException.class)
                .hasMessage("the client may not ask from this address");
    }

    /** Billing contract A6 and B1: the scope before the method. */
    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/sites, FEED, FORBIDDEN",
        "GET, /api/v1/sites/branch-a, RECORDINGS, FORBIDDEN",
        "DELETE, /api/v1/sites, FEED, FORBIDDEN",
        "DELETE, /api/v1/sites, CALLS, METHOD_NOT_ALLOWED",
        "POST, /api/v1/sites, CALLS, FORBIDDEN",
        "POST, /api/v1/sites, ADMIN, METHOD_NOT_ALLOWED",
        "POST, /api/v1/sites/x/collections, CALLS, FORBIDDEN",
        "GET, /api/v1/sites/x/collections, FEED, FORBIDDEN",
        "DELETE, /api/v1/changes, FEED, METHOD_NOT_ALLOWED",
        "GET, /api/v1/audit, CALLS, FORBIDDEN",
        "GET, /api/v1/nothing, FEED, NOT_FOUND",
        "GET, /api/v1/sites/, CALLS, NOT_FOUND",
    })
    void refusesByScopeThenByMethod(String method, String path, ApiScope scope, ProblemKind kind) {
        ApiClient client = admission(settings(List.of(scope.text()), List.of(), null), null)
                .client(request(method, path, KEY.text()));

        Problem problem = catchThrowableOfType(
                        ProblemException.class, () -> admission.operation(client, request(method, path, null), NOTHING))
                .problem();

        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.headers().getOrDefault("Allow", "GET, HEAD")).isEqualTo("GET, HEAD");
    }

    /** Billing contract A5, A6 and B1: what raw records need comes before the method, too. */
    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/v1/calls/x, true, FORBIDDEN",
        "DELETE, /api/v1/legs, true, FORBIDDEN",
        "DELETE, /api/v1/calls/x, false, METHOD_NOT_ALLOWED",
        "DELETE, /api/v1/sites, true, METHOD_NOT_ALLOWED",
    })
    void refusesRawRecordsBeforeTheMethod(String method, String path, String raw, ProblemKind kind) {
        ApiClient plain = admission.client(request(method, path, KEY.text()));
        ClientSettings masked =
                new ClientSettings(List.of(KEY.sha256()), List.of("calls", "admin"), List.of(), List.of(), true, null);
        RawQuery query = RawQuery.parse("raw=" + raw);

        for (ApiClient client : List.of(plain, admission(masked, null).client(request(method, path, KEY.text())))) {
            Problem problem = catchThrowableOfType(
                            ProblemException.class,
                            () -> admission.operation(client, request(method, path, null), query))
                    .problem();
            assertThat(problem.kind()).isEqualTo(kind);
        }
    }

    /** Billing contract A6 and B1: a path that has only POST needs admin for that alone. */
    @ParameterizedTest
    @CsvSource({"GET", "HEAD", "DELETE"})
    void tellsWithoutAdminThatAPathHasOnlyPost(String method) {
        ApiClient client = admission.client(request(method, "/api/v1/sites/x/collections", KEY.text()));

        Problem problem = catchThrowableOfType(
                        ProblemException.class,
                        () -> admission.operation(
                                client, request(method, "/api/v1/sites/x/collections", null), NOTHING))
                .problem();

        assertThat(problem.kind()).isEqualTo(ProblemKind.METHOD_NOT_ALLOWED);
        assertThat(problem.headers()).containsEntry("Allow", "POST");
    }

    /** Billing contract B1: GET means HEAD too. */
    @ParameterizedTest
    @CsvSource({"GET", "HEAD"})
    void takesGetAndHead(String method) {
        ApiClient client = admission.client(request(method, "/api/v1/sites", KEY.text()));

        assertThat(admission.operation(client, request(method, "/api/v1/sites", null), NOTHING))
                .isEqualTo(ApiOperation.SITES);
    }

    /** Billing contract A3. */
    @Test
    void isClosedWithoutClientAndIssuer() {
        Admission closed = new Admission(
                new ApiSettings(Map.of(), new JwtSettings(null), Duration.ofSeconds(30)).check(List.of()),
                new JwtClients(null, null),
                clock);

        assertThat(closed.isClosed()).isTrue();
        assertThat(admission.isClosed()).isFalse();
        assertThatThrownBy(() -> closed.client(request("GET", "/api/v1/sites", KEY.text())))
                .isInstanceOf(ProblemException.class);
    }

    /** Billing contract A2. */
    @Test
    void takesScopesAndSitesOfAToken() {
        Jwt token = Jwt.withTokenValue("a.b.c")
                .header("alg", "RS256")
                .subject("robot")
                .claim("scope", "openid calls feed")
                .claim("sites", List.of("branch-a"))
                .build();
        Admission issued = admission(settings(List.of("calls"), List.of(), null), _ -> token);

        ApiClient client = issued.client(request("GET", "/api/v1/sites", "a.b.c"));

        assertThat(client.name()).isEqualTo("jwt:robot");
        assertThat(client.scopes()).isEqualTo(Set.of(ApiScope.CALLS, ApiScope.FEED));
        assertThat(client.sees("branch-a")).isTrue();
        assertThat(client.sees("branch-b")).isFalse();
    }

    /** Billing contract A2: nothing is given that the token does not say. */
    @Test
    void showsNoSiteToATokenWithoutTheClaim() {
        Jwt token = Jwt.withTokenValue("a.b.c")
                .header("alg", "RS256")
                .subject("robot")
                .build();
        ApiClient client = new JwtClients(_ -> token, "sites").find("a.b.c").orElseThrow();

        assertThat(client.scopes()).isEmpty();
        assertThat(client.sees("branch-a")).isFalse();
        assertThat(new JwtClients(_ -> token, null).find("a.b.c").orElseThrow().sees("branch-a"))
                .isTrue();
    }

    /** Billing contract A2: a bad token is a wrong key, an issuer that is away is not. */
    @Test
    void tellsABadTokenFromAnIssuerThatIsAway() {
        JwtClients bad = new JwtClients(
                _ -> {
                    throw new BadJwtException("expired");
                },
                null);
        JwtClients away = new JwtClients(
                _ -> {
                    throw new JwtException("no keys", new RemoteKeySourceException("no connection", null));
                },
                null);

        assertThat(bad.find("a.b.c")).isEmpty();
        assertThat(catchThrowableOfType(ProblemException.class, () -> away.find("a.b.c"))
                        .problem()
                        .kind())
                .isEqualTo(ProblemKind.UNAVAILABLE);
    }

    /** Billing contract A1: wrong settings stop the start. */
    @Test
    void refusesWrongSettings() {
        ClientSettings unknownSite =
                new ClientSettings(List.of(KEY.sha256()), List.of("calls"), List.of("nowhere"), List.of(), false, null);

        assertThatThrownBy(() -> admission(unknownSite, null))
                .isInstanceOf(WrongSettingException.class)
                .hasMessage("gateway.api.clients.erp.sites: found \"nowhere\", expected any of [branch-a]");
        assertThatThrownBy(() -> admission(settings(List.of("calls"), List.of(), 0), null))
                .hasMessageStartingWith(
                        "gateway.api.clients.erp.requests-per-minute: found 0, expected a number from 1");
        assertThatThrownBy(() -> admission(settings(List.of("calls"), List.of("any"), null), null))
                .hasMessageStartingWith("gateway.api.clients.erp.permitted-ips: found \"any\", expected an address");
        assertThatThrownBy(() -> admission(settings(List.of(), List.of(), null), null))
                .hasMessageStartingWith("gateway.api.clients.erp.scopes: found none");
    }
}
