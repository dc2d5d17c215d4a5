package io.ucmbilling.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditQuery;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.store.database.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Report contract R1: sign-in by name and password, sessions, and what every page says to the browser. */
class SignInIT {
    private static final String SESSION = "SESSION";
    private static ReportGateway gateway;
    private static ReportGateway changed;

    @BeforeAll
    static void start() {
        gateway = ReportGateway.shared();
        changed = gateway.second(Map.of(
                "gateway.report.users.viewer.role", "ADMINISTRATOR",
                "gateway.report.users.listener.password", "{bcrypt}$2a$04$" + "a".repeat(53),
                "server.forward-headers-strategy", "native"));
    }

    @AfterAll
    static void stop() {
        changed.close();
    }

    private static String password(String user) {
        return ReportGateway.password(user);
    }

    /** Takes a session to the other replica. */
    private static PageClient moved(PageClient client) {
        PageClient other = changed.nobody();
        other.cookie(SESSION, client.cookie(SESSION));
        return other;
    }

    private static List<String> audited(AuditAction action) {
        return gateway.bean(AuditTrail.class).entries(new AuditQuery(null, null, null, null, 1000)).stream()
                .map(placed -> placed.entry())
                .filter(entry -> entry.action() == action)
                .map(entry -> entry.actor() + " " + entry.outcome() + " " + entry.detail())
                .toList();
    }

    /** Whoever is not signed in is asked to do so, and is brought where they wanted to go. */
    @Test
    void leadsBackToWhereSomebodyWantedToGo() {
        PageClient client = gateway.nobody();

        assertThat(client.get("/sites?x=1").location()).isEqualTo("/login");
        assertThat(client.tryToSignIn(ReportGateway.VIEWER, password(ReportGateway.VIEWER))
                        .location())
                .isEqualTo("/sites?x=1");
        assertThat(client.get("/").location()).isEqualTo("/calls");
        assertThat(client.get("/login").location()).isEqualTo("/calls");
    }

    @Test
    void leadsToNoOtherServer() {
        PageClient client = gateway.nobody();
        client.cookie(
                "REDIRECT_URI",
                Base64.getEncoder()
                        .encodeToString("https://evil.example//evil.example/x".getBytes(StandardCharsets.UTF_8)));

        assertThat(client.tryToSignIn(ReportGateway.VIEWER, password(ReportGateway.VIEWER))
                        .location())
                .isEqualTo("/calls");
    }

    /** A wrong password and an unknown name are told in the same words. */
    @Test
    void refusesAWrongPassword() {
        PageClient client = gateway.nobody();

        assertThat(client.tryToSignIn(ReportGateway.VIEWER, "wrong").location()).isEqualTo("/login?wrong");
        assertThat(client.tryToSignIn("nobody", "wrong").location()).isEqualTo("/login?wrong");
        assertThat(client.open("/login?wrong").select("[role=alert]").text()).contains("wrong");
    }

    /** Nothing that is typed as a name does harm, or is shown again. */
    @Test
    void bearsHostileNames() {
        PageClient client = gateway.nobody();

        for (String name : List.of("x".repeat(10_000), "a\0b", "\"><script>alert(1)</script>", "\u202eadmin", "")) {
            assertThat(client.tryToSignIn(name, "p\0" + name).location()).isEqualTo("/login?wrong");
        }
        assertThat(audited(AuditAction.SIGN_IN)).noneMatch(entry -> entry.contains("script"));
        assertThat(client.get("/login", "Cookie", "SESSION=" + "x".repeat(5000)).status())
                .isEqualTo(200);
        assertThat(client.get("/login", "Cookie", "SESSION=" + "x".repeat(20_000))
                        .status())
                .isEqualTo(400);
    }

    /** A session that somebody had before, or was given by another, is not the one after sign-in. */
    @Test
    void beginsANewSession() {
        PageClient client = gateway.signIn(ReportGateway.VIEWER);
        String before = client.cookie(SESSION);
        client.signIn(ReportGateway.ADMIN, password(ReportGateway.ADMIN));
        PageClient thief = gateway.nobody();
        thief.cookie(SESSION, before);

        assertThat(client.cookie(SESSION)).isNotEqualTo(before);
        assertThat(client.get("/audit").status()).isNotIn(302, 403);
        assertThat(thief.get("/calls").location()).isEqualTo("/login");
    }

    @Test
    void setsCookiesThatNoScriptAndNoOtherSiteCanUse() {
        PageClient client = gateway.nobody();
        List<String> cookies = Stream.concat(
                        client.get("/login").headers("Set-Cookie").stream(),
                        client
                                .tryToSignIn(ReportGateway.VIEWER, password(ReportGateway.VIEWER))
                                .headers("Set-Cookie")
                                .stream())
                .toList();

        assertThat(cookies).anyMatch(cookie -> cookie.startsWith(SESSION));
        assertThat(cookies)
                .filteredOn(cookie -> !cookie.contains("=;"))
                .allSatisfy(cookie -> assertThat(cookie)
                        .contains("HttpOnly")
                        .contains("SameSite=Lax")
                        .doesNotContain("Secure"));
    }

    /** Behind a proxy that the operator trusts, the cookies are for TLS alone. */
    @Test
    void setsSecureCookiesOverTls() {
        PageAnswer page = changed.nobody().get("/calls", "X-Forwarded-Proto", "https");

        assertThat(page.headers("Set-Cookie")).isNotEmpty().allMatch(cookie -> cookie.contains("Secure"));
    }

    /** Strangers leave nothing in the database. */
    @Test
    void makesNoSessionOfStrangers() {
        gateway.nobody().get("/login");
        gateway.nobody().get("/calls");
        gateway.nobody().tryToSignIn("nobody", "wrong");

        assertThat(gateway.bean(Transactions.class)
                        .client()
                        .sql("SELECT count(*) FROM spring_session WHERE principal_name IS NULL")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void tellsTheBrowserWhatToRefuse() {
        PageClient viewer = gateway.as(ReportGateway.VIEWER);

        for (PageAnswer page : List.of(
                gateway.nobody().get("/login"),
                viewer.get("/calls"),
                viewer.get("/audit"),
                viewer.get("/calls/nothing/here"),
                viewer.get("/report/report.css"))) {
            String what = page.response().uri().getPath();
            assertThat(page.header("Content-Security-Policy"))
                    .as(what)
                    .startsWith("default-src 'self';")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
            assertThat(page.header("Referrer-Policy")).as(what).isEqualTo("same-origin");
        }
    }

    /** What a page loads need not come anew with each page, but never outlives its release. */
    @ParameterizedTest
    @ValueSource(strings = {"/report/report.css", "/report/icons.svg", "/webjars/htmx.org/dist/htmx.min.js"})
    void letsBrowsersKeepFilesAndAskWhetherTheyAreStillTheSame(String file) {
        PageAnswer first = gateway.nobody().get(file);

        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(first.header("Last-Modified")).isEmpty();
        assertThat(gateway.nobody()
                        .get(file, "If-None-Match", first.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void refusesFormsOfOthers() {
        PageClient admin = gateway.as(ReportGateway.ADMIN);

        PageAnswer answer = admin.postWithoutToken("/logout");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.document().select("h1").text()).isEqualTo("The form was too old");
        assertThat(admin.get("/calls").status()).isEqualTo(200);
        assertThat(gateway.nobody()
                        .postWithoutToken("/login", "username", "admin", "password", password("admin"))
                        .status())
                .isEqualTo(403);
    }

    /** A part of a page that a script asks for after the session is over is not the sign-in page in the middle of a table. */
    @Test
    void hasABrowserLoadAPageAnewWhereAPartWasAskedFor() {
        PageAnswer answer = gateway.nobody().get("/calls", "HX-Request", "true");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("HX-Refresh")).isEqualTo("true");
    }

    @Test
    void isKnownToEachReplicaUntilSignedOutAtOne() {
        PageClient client = gateway.signIn(ReportGateway.ADMIN);
        assertThat(moved(client).get("/calls").status()).isEqualTo(200);

        assertThat(client.post("/logout").location()).isEqualTo("/login?out");

        assertThat(moved(client).get("/calls").location()).isEqualTo("/login");
        assertThat(audited(AuditAction.SIGN_OUT)).contains("user:admin DONE null");
    }

    /** What a user may do is told by the configuration of now, not by that of their sign-in. */
    @Test
    void followsTheConfiguration() {
        PageClient viewer = gateway.signIn(ReportGateway.VIEWER);
        PageClient listener = gateway.signIn(ReportGateway.LISTENER);

        assertThat(viewer.get("/audit").status()).isEqualTo(403);
        assertThat(moved(viewer).get("/audit").status()).isNotIn(302, 403);
        assertThat(moved(listener).get("/calls").location()).isEqualTo("/login");
        assertThat(listener.get("/calls").location()).isEqualTo("/login");
    }

    /** Half a day after sign-in, it is asked for again, however busy the session is. */
    @Test
    void endsAfterHalfADay() {
        PageClient client = gateway.signIn(ReportGateway.VIEWER);

        gateway.clock().advance(Duration.ofHours(13));
        try {
            assertThat(client.get("/calls").location()).isEqualTo("/login");
        } finally {
            gateway.clock().set(ReportGateway.NOW);
        }
    }

    @Test
    void asksAnewWhereASessionCannotBeRead() {
        PageClient client = gateway.signIn(ReportGateway.LISTENER);
        gateway.bean(Transactions.class)
                .client()
                .sql("UPDATE spring_session_attributes SET attribute_bytes = '\\xaced00057372' WHERE"
                        + " session_primary_id IN (SELECT primary_id FROM spring_session WHERE principal_name ="
                        + " 'listener')")
                .update();
        gateway.forgetClients();

        assertThat(client.get("/calls").location()).isEqualTo("/login");
        client.signIn(ReportGateway.LISTENER, password(ReportGateway.LISTENER));
        assertThat(client.get("/calls").status()).isEqualTo(200);
    }

    /** The twelfth guess waits; a right password does not. A flood leaves a few rows in the audit, and no name that nobody has. */
    @Test
    void slowsDownWhoGuesses() {
        PageClient client = changed.nobody();
        IntStream.range(0, 11).forEach(_ -> client.tryToSignIn(ReportGateway.NORTH, "guess"));
        client.tryToSignIn("my secret in the wrong field", "");

        long before = System.nanoTime();
        client.signIn(ReportGateway.NORTH, password(ReportGateway.NORTH));
        long right = System.nanoTime() - before;
        changed.nobody().tryToSignIn(ReportGateway.NORTH, "guess");
        long wrong = System.nanoTime() - before - right;

        assertThat(Duration.ofNanos(wrong)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(right).isLessThan(wrong);
        assertThat(audited(AuditAction.SIGN_IN))
                .contains("user:north DONE null", "user:north REFUSED wrong name or password")
                .noneMatch(entry -> entry.contains("secret"))
                .filteredOn(entry -> entry.startsWith("user:north REFUSED"))
                .hasSizeLessThanOrEqualTo(2);
    }

    /** Nobody could sign in, so each page tells how to make a user, and nothing else. */
    @Test
    void tellsHowToMakeAUser() {
        try (ReportGateway empty = gateway.secondWithoutUsers()) {
            for (String target : List.of("/", "/calls", "/calls/x", "/sites", "/audit", "/login", "/login?wrong")) {
                PageAnswer page = empty.nobody().get(target);
                assertThat(page.status()).as(target).isEqualTo(503);
                assertThat(page.document().select("main").text()).contains("--new-password");
            }
            assertThat(empty.nobody()
                            .postWithoutToken("/login", "username", "x")
                            .status())
                    .isEqualTo(503);
            assertThat(empty.nobody().get("/report/report.css").status()).isEqualTo(200);

            empty.loseDatabase();
            assertThat(empty.nobody().get("/login").status()).isEqualTo(503);
        }
    }

    /** Without the database there is a calm page for who is signed in or signs in. */
    @Test
    void saysThatTheDatabaseIsAway() {
        PageClient client = gateway.signIn(ReportGateway.ADMIN);
        try (ReportGateway lost = gateway.second()) {
            lost.loseDatabase();
            PageClient moved = lost.nobody();
            moved.cookie(SESSION, client.cookie(SESSION));
            PageAnswer page = moved.get("/calls");

            assertThat(page.status()).isEqualTo(503);
            assertThat(page.header("Retry-After")).isNotEmpty();
            assertThat(page.document().select("h1").text()).isEqualTo("The database does not answer");
            assertThat(page.text()).doesNotContain("Exception");
            assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
            PageClient stranger = lost.nobody();
            assertThat(stranger.get("/login").status()).isEqualTo(200);
            assertThat(stranger.tryToSignIn(ReportGateway.ADMIN, password(ReportGateway.ADMIN))
                            .status())
                    .isEqualTo(503);
        }
    }
}
