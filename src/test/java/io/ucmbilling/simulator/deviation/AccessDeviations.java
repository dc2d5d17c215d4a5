package io.ucmbilling.simulator.deviation;

import static io.ucmbilling.simulator.deviation.Changes.Api.CDRAPI;

import io.ucmbilling.testing.ucm.HttpAnswer;
import io.ucmbilling.testing.ucm.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Others let in, or kept out. */
final class AccessDeviations {
    private AccessDeviations() {}

    static List<Deviation> all() {
        return List.of(
                new Deviation(
                        "NO_CHALLENGE", "access-challenge", Changes.answer(CDRAPI, (asked, answer) -> open(answer))),
                new Deviation(
                        "BASIC_FIRST",
                        "access-order",
                        Changes.answer(
                                CDRAPI,
                                (asked, answer) ->
                                        answer.withHeaders(answer.headers().reversed()))),
                new Deviation("SHA256_DIGEST", "access-md5", Changes.answer(CDRAPI, (asked, answer) -> sha256(answer))),
                new Deviation(
                        "DIGEST_REFUSED", "access-digest", Changes.status(CDRAPI, asked -> by(asked, "Digest"), 401)),
                new Deviation(
                        "BASIC_REFUSED", "access-basic", Changes.status(CDRAPI, asked -> by(asked, "Basic"), 401)),
                new Deviation(
                        "SLASH_REFUSED",
                        "access-slash",
                        Changes.status(CDRAPI, asked -> asked.path().startsWith("//"), 404)));
    }

    private static HttpAnswer open(HttpAnswer answer) {
        return answer.status() == 401
                ? answer.withStatus(200)
                        .withContentType("text/csv")
                        .withHeaders(List.of())
                        .withText("AcctId,src\n")
                : answer;
    }

    private static HttpAnswer sha256(HttpAnswer answer) {
        return answer.withHeaders(answer.headers().stream()
                .map(line -> line.replace("algorithm=MD5", "algorithm=SHA-256"))
                .toList());
    }

    private static boolean by(HttpRequest asked, String scheme) {
        @Nullable String header = asked.header("authorization");
        return header != null && header.startsWith(scheme);
    }
}
