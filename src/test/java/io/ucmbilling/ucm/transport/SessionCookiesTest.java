package io.ucmbilling.ucm.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cookies go back (contract U2), and how many. */
class SessionCookiesTest {
    private final SessionCookies cookies =
            new SessionCookies(Clock.fixed(Instant.parse("2026-05-04T06:30:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "session-identify=sid1|session-identify=sid1",
                "TRACKID=x; Path=/cgi; Secure; HttpOnly; SameSite=Strict|TRACKID=x",
                "A=b;Domain=elsewhere.example|A=b",
                " A = b ;x|A=b",
                "A=b=c==|A=b=c==",
                "A=\"b c\"|A=\"b c\"",
                "A=|A=",
                "A=b; Expires=Mon, 04 May 2026 06:30:01 GMT|A=b",
                "A=b; expires=Mon, 04-May-2026 06:30:01 GMT|A=b",
                "A=b; Expires=one day|A=b",
                "A=b; Max-Age=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT|A=b",
                "A=b; Max-Age=soon|A=b"
            })
    void sendsNameAndValueAsTheyCame(String header, String sent) {
        cookies.take(List.of(header));
        assertThat(cookies.header()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "A", "=b", "A=b\tc", "A=\u00e9", "A=b\u0000"})
    void ignoresWhatIsNoCookie(String header) {
        cookies.take(List.of(header));
        assertThat(cookies.header()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A=; Max-Age=0",
                "A=b; max-age=-1",
                "A=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                "A=b; expires=Thu, 01-Jan-1970 00:00:00 GMT"
            })
    void forgetsACookieWhoseEndHasCome(String header) {
        cookies.take(List.of("A=a", "B=b", header));
        assertThat(cookies.header()).isEqualTo("B=b");
    }

    @Test
    void takesTheLastOfAName() {
        cookies.take(List.of("A=1", "B=2"));
        cookies.take(List.of("A=3"));
        assertThat(cookies.header()).isEqualTo("B=2; A=3");
    }

    @Test
    void boundsTheirNumber() {
        cookies.take(IntStream.range(0, 1000).mapToObj(i -> "C" + i + "=x").toList());
        assertThat(cookies.header()).startsWith("C0=x; ").endsWith("; C" + (SessionCookies.MOST_COOKIES - 1) + "=x");
    }

    @Test
    void boundsTheirLength() {
        String longest = "A=" + "x".repeat(SessionCookies.LONGEST_COOKIE - 1);
        cookies.take(List.of(longest, longest + "y", "B=" + "x".repeat(4000)));
        assertThat(cookies.header()).isEqualTo(longest);
    }

    @Test
    void keepsTheFormerValueWhereTheNextIsTooLong() {
        cookies.take(List.of("A=1", "A=" + "x".repeat(SessionCookies.LONGEST_COOKIE)));
        assertThat(cookies.header()).isEqualTo("A=1");
    }
}
