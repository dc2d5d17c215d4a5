package io.ucmbilling.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.SettableClock;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract U1: challenges and cookies that every replica takes. */
class ApiSessionsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
    private static final byte[] KEY = "one key for all replicas".getBytes(StandardCharsets.US_ASCII);

    private final SettableClock clock = new SettableClock(NOW);
    private final ApiSessions sessions = new ApiSessions(KEY, clock);
    private final Credentials credentials = new Credentials("cdrapi", "cdrapi123", "asterisk");

    @Test
    void admitTheRightPassword() {
        assertThat(admits(sessions.challenge("billing"), "cdrapi123")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "cdrapi1234", "CDRAPI123"})
    void admitNoOther(String password) {
        assertThat(admits(sessions.challenge("billing"), password)).isFalse();
    }

    @Test
    void admitNoTokenOfAChallengeThatWasNeverGiven() {
        assertThat(admits("0000001496038514", "cdrapi123")).isFalse();
        assertThat(admits(sessions.challenge("other"), "cdrapi123")).isFalse();
        assertThat(admits(new ApiSessions(new byte[8], clock).challenge("billing"), "cdrapi123"))
                .isFalse();
    }

    @Test
    void admitAChallengeOfTheLastFiveMinutes() {
        String challenge = sessions.challenge("billing");
        clock.advance(Duration.ofMinutes(5));
        assertThat(admits(challenge, "cdrapi123")).isTrue();
        clock.advance(Duration.ofMinutes(1));

        assertThat(admits(challenge, "cdrapi123")).isFalse();
    }

    /** Another replica, whose clock is a minute ahead or behind. */
    @ParameterizedTest
    @ValueSource(longs = {-60, -1, 0, 1, 60})
    void takeWhatAnotherReplicaGave(long ahead) {
        ApiSessions other = new ApiSessions(KEY, new SettableClock(NOW.plusSeconds(ahead)));

        assertThat(admits(other.challenge("billing"), "cdrapi123")).isTrue();
        assertThat(sessions.isOpen("billing", credentials, other.open("billing", credentials)))
                .isTrue();
    }

    /** Clients hash the password's UTF-8, or what an old page made of it. */
    @Test
    void admitAPasswordOutsideAsciiInEitherCharset() {
        Credentials foreign = new Credentials("jürgen", "schlüssel", "asterisk");
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1}) {
            String token = DigestUtils.md5Hex((sessions.challenge("billing") + "schlüssel").getBytes(charset));

            assertThat(sessions.admits("billing", foreign, "jürgen", token)).isTrue();
        }
    }

    @Test
    void giveANewCookieEachTime() {
        assertThat(IntStream.range(0, 100).mapToObj(i -> sessions.open("billing", credentials)))
                .doesNotHaveDuplicates();
    }

    @Test
    void takeNoCookieWithAChangedCharacter() {
        String cookie = sessions.open("billing", credentials);
        for (int i = 0; i < cookie.length(); i++) {
            String changed = cookie.substring(0, i) + (cookie.charAt(i) == 'A' ? 'B' : 'A') + cookie.substring(i + 1);

            assertThat(sessions.isOpen("billing", credentials, changed)).isFalse();
        }
    }

    @Test
    void takeNoCookieOfAnotherExportOrPassword() {
        String cookie = sessions.open("billing", credentials);

        assertThat(sessions.isOpen("billing", credentials, cookie)).isTrue();
        assertThat(sessions.isOpen("other", credentials, cookie)).isFalse();
        assertThat(sessions.isOpen("billing", new Credentials("cdrapi", "new", "asterisk"), cookie))
                .isFalse();
        assertThat(sessions.isOpen("billing", null, cookie)).isFalse();
    }

    @Test
    void takeNoNonceForACookie() {
        String nonce = new Nonces(KEY, clock).issue();

        assertThat(sessions.isOpen("billing", null, "sid" + nonce)).isFalse();
    }

    @Test
    void endWhereTheyAreLoggedOut() {
        String cookie = sessions.open("billing", credentials);
        sessions.end("billing", credentials, cookie);

        assertThat(sessions.isOpen("billing", credentials, cookie)).isFalse();
        assertThat(new ApiSessions(KEY, clock).isOpen("billing", credentials, cookie))
                .as("another replica learns nothing of it")
                .isTrue();
    }

    /** Base64 has several texts of the same bytes: padding, and the last character's two bits that say nothing. */
    @Test
    void takeACookieInOneSpellingOnly() {
        String cookie = sessions.open("billing", credentials);
        String begin = cookie.substring(0, cookie.length() - 1);
        Stream<String> others = Stream.concat(
                Stream.of(cookie + "=", cookie + "==", cookie + "A", " " + cookie),
                alphabet().map(begin::concat));

        assertThat(others.filter(other -> !other.equals(cookie)))
                .hasSize(67)
                .noneMatch(other -> sessions.isOpen("billing", credentials, other));
        sessions.end("billing", credentials, cookie);
        assertThat(alphabet().map(begin::concat)).noneMatch(other -> sessions.isOpen("billing", credentials, other));
    }

    /** The memory of them is shared by all exports, and a cookie can be as long as a body. */
    @Test
    void rememberNoCookieThatWasNeverOpen() {
        sessions.end("billing", credentials, "sid" + "A".repeat(43));
        sessions.end("billing", credentials, sessions.open("other", credentials));
        sessions.end("billing", credentials, "x".repeat(60_000));
        assertThat(sessions.ended()).isZero();

        sessions.end("billing", credentials, sessions.open("billing", credentials));
        assertThat(sessions.ended()).isEqualTo(1);
    }

    /** There anybody could fill it, and push out what others logged out. */
    @Test
    void rememberNoCookieOfAnExportWithoutAUserName() {
        sessions.end("open", null, "made up");
        sessions.end("open", null, sessions.open("open", null));

        assertThat(sessions.ended()).isZero();
    }

    private static Stream<String> alphabet() {
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .chars()
                .mapToObj(Character::toString);
    }

    private boolean admits(String challenge, String password) {
        return sessions.admits("billing", credentials, "cdrapi", DigestUtils.md5Hex(challenge + password));
    }
}
