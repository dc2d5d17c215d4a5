package io.ucmbilling.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.access.Authentication.Verdict;
import io.ucmbilling.testing.DigestClient;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract S1.3. */
class AuthenticationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte[] SECRET = new byte[32];
    private static final String TARGET = "/cdrapi?format=csv";

    private final Credentials credentials = new Credentials("cdrapi", "cdrapi123", "asterisk");
    private final Authentication authentication = at(NOW);
    private final DigestClient client = new DigestClient("cdrapi", "cdrapi123", "asterisk", nonce(authentication));

    @Test
    void challengesWithDigestThenBasic() {
        var challenges = authentication.challenges(credentials, false);

        assertThat(challenges).hasSize(2);
        assertThat(challenges.get(0))
                .matches("Digest realm=\"asterisk\", qop=\"auth\", algorithm=MD5, nonce=\"[A-Za-z0-9_-]+\"");
        assertThat(challenges.get(1)).isEqualTo("Basic realm=\"asterisk\"");
    }

    @Test
    void refusesWhoShowsNothing() {
        assertThat(check(null)).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void takesBasicUnasked() {
        assertThat(check(basic("cdrapi:cdrapi123"))).isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdrapi:wrong", "cdrapi:", "cdrapi", "other:cdrapi123", "cdrapi:cdrapi123 ", ""})
    void refusesAnyOtherPair(String pair) {
        assertThat(check(basic(pair))).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void refusesBasicThatIsNoBase64() {
        assertThat(check("Basic !!")).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void takesNamesOutsideAsciiInBothCharsets() {
        Credentials umlaut = new Credentials("jürgen", "grün", "asterisk");
        var encoder = Base64.getEncoder();

        for (var charset : new Charset[] {StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1}) {
            String header = "Basic " + encoder.encodeToString("jürgen:grün".getBytes(charset));
            assertThat(authentication.check(umlaut, new Authentication.Request("GET", TARGET, header)))
                    .as(charset.name())
                    .isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void takesDigest() {
        assertThat(check(digest(1))).isEqualTo(Verdict.PASSED);
    }

    @Test
    void refusesANonceCountSeenBefore() {
        check(digest(1));

        assertThat(check(digest(1))).isEqualTo(Verdict.STALE);
        assertThat(check(digest(2))).isEqualTo(Verdict.PASSED);
    }

    @Test
    void takesCountsThatComeOutOfOrderOnce() {
        check(digest(40));

        assertThat(check(digest(3))).isEqualTo(Verdict.PASSED);
        assertThat(check(digest(3))).isEqualTo(Verdict.STALE);
    }

    @Test
    void refusesACountFarBehindTheHighest() {
        check(digest(100));

        assertThat(check(digest(36))).isEqualTo(Verdict.STALE);
        assertThat(check(digest(37))).isEqualTo(Verdict.PASSED);
    }

    @Test
    void takesDigestWithoutQopOncePerNonce() {
        String header = value(client.headerWithoutQop("GET", TARGET));

        assertThat(check(header)).isEqualTo(Verdict.PASSED);
        assertThat(check(header)).isEqualTo(Verdict.STALE);
    }

    @Test
    void takesANonceOfAnotherReplica() {
        Authentication other = at(NOW.plusSeconds(30));

        assertThat(other.check(credentials, new Authentication.Request("GET", TARGET, digest(1))))
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void tellsThatANonceIsStaleAfterFiveMinutes() {
        assertThat(at(NOW.plus(Nonces.FRESH)).check(credentials, request(digest(1))))
                .isEqualTo(Verdict.PASSED);
        assertThat(at(NOW.plus(Nonces.FRESH).plusMillis(1)).check(credentials, request(digest(1))))
                .isEqualTo(Verdict.STALE);
    }

    @Test
    void tellsThatANonceOfTheFutureIsStale() {
        assertThat(at(NOW.minus(Duration.ofMinutes(2))).check(credentials, request(digest(1))))
                .isEqualTo(Verdict.STALE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "made-up", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "@@@"})
    void tellsThatANonceNobodyIssuedIsStale(String nonce) {
        assertThat(check(value(client.withNonce(nonce).header("GET", TARGET, 1))))
                .isEqualTo(Verdict.STALE);
    }

    /** Else its counts could be used a second time. */
    @Test
    void tellsThatANonceInAnotherSpellingIsStale() {
        String nonce = nonce(authentication);

        assertThat(check(value(client.withNonce(nonce + "=").header("GET", TARGET, 1))))
                .isEqualTo(Verdict.STALE);
        assertThat(check(value(client.withNonce(nonce).header("GET", TARGET, 1))))
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void tellsAStrangerNothingOfItsNonce() {
        DigestClient stranger = new DigestClient("cdrapi", "wrong", "asterisk", "made-up");

        assertThat(check(value(stranger.header("GET", TARGET, 1)))).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void refusesAnotherUserRealmMethodTargetAlgorithmOrQop() {
        assertThat(check(value(
                        new DigestClient("other", "cdrapi123", "asterisk", client.nonce()).header("GET", TARGET, 1))))
                .isEqualTo(Verdict.REFUSED);
        assertThat(check(value(
                        new DigestClient("cdrapi", "cdrapi123", "other", client.nonce()).header("GET", TARGET, 1))))
                .isEqualTo(Verdict.REFUSED);
        assertThat(check(value(client.header("POST", TARGET, 1)))).isEqualTo(Verdict.REFUSED);
        assertThat(check(value(client.header("GET", "/cdrapi?format=xml", 1)))).isEqualTo(Verdict.REFUSED);
        assertThat(check(digest(1) + ", algorithm=SHA-256")).isEqualTo(Verdict.REFUSED);
        assertThat(check(digest(1).replace("qop=auth", "qop=auth-int"))).isEqualTo(Verdict.REFUSED);
        assertThat(check(digest(0))).isEqualTo(Verdict.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Digest", "Digest ", "Digest username=\"cdrapi", "Digest =,=", "Digest a=1, a=2", "Bearer x"})
    void refusesWhatIsNoAuthorization(String header) {
        assertThat(check(header)).isEqualTo(Verdict.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cdrapi?caller=\"A\"",
                "/cdrapi?caller=\"A\",\"B\", nc=1",
                "/cdrapi?caller=a\\b",
                "/cdrapi?caller=\\\"",
                "//cdrapi?caller=5300,_4@",
                "/cdrapi?"
            })
    void takesARawTargetAsItStandsOrEscaped(String target) {
        String raw = value(client.header("GET", target, 1));
        String uri = "uri=\"" + target + "\"";
        String quotes = raw.replace(uri, "uri=\"" + target.replace("\"", "\\\"") + "\"");
        String escaped =
                raw.replace(uri, "uri=\"" + target.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");

        for (String header : new String[] {raw, quotes, escaped}) {
            assertThat(at(NOW).check(credentials, new Authentication.Request("GET", target, header)))
                    .as(header)
                    .isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void takesAnAbsoluteTarget() {
        String absolute = "https://gateway.example:8443" + TARGET;

        assertThat(check(value(client.header("GET", absolute, 1)))).isEqualTo(Verdict.PASSED);
    }

    private Verdict check(@Nullable String header) {
        return authentication.check(credentials, request(header));
    }

    private static Authentication.Request request(@Nullable String header) {
        return new Authentication.Request("GET", TARGET, header);
    }

    private String digest(int count) {
        return value(client.header("GET", TARGET, count));
    }

    private static Authentication at(Instant now) {
        return new Authentication(SECRET, Clock.fixed(now, ZoneOffset.UTC));
    }

    private String nonce(Authentication by) {
        String challenge = by.challenges(credentials, false).getFirst();
        return challenge.replaceAll(".*nonce=\"([^\"]*)\".*", "$1");
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String value(String header) {
        return header.substring("Authorization: ".length());
    }
}
