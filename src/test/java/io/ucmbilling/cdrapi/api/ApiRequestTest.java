package io.ucmbilling.cdrapi.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is read of a body, and that nothing comes of a hostile one. */
class ApiRequestTest {
    private static final String WHOLE =
            "{\"request\":{\"action\":\"cdrapi\",\"cookie\":\"sid1\",\"numRecords\":200,\"format\":\"json\"}}";

    @Test
    void readsActionCookieAndTheOthers() {
        assertThat(read(WHOLE))
                .contains(new ApiRequest("cdrapi", "sid1", Map.of("numRecords", "200", "format", "json")));
    }

    @Test
    void looksAtTheRequestAlone() {
        assertThat(read("{\"id\":1,\"request\":{\"action\":\"challenge\"},\"more\":{\"a\":[1]}}"))
                .contains(new ApiRequest("challenge", "", Map.of()));
    }

    @Test
    void leavesOutWhatIsNull() {
        assertThat(read("{\"request\":{\"action\":null,\"cookie\":null,\"caller\":null}}"))
                .contains(new ApiRequest("", "", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "null",
                "[]",
                "\"request\"",
                "{}",
                "{\"request\":null}",
                "{\"request\":[]}",
                "{\"request\":\"cdrapi\"}",
                "{\"request\":{\"action\":{}}}",
                "{\"request\":{\"action\":\"a\",\"cookie\":[\"c\"]}}",
                "{\"request\":{\"action\":\"a\",\"action\":\"b\"}}",
                "{\"request\":{\"action\":\"a\"},\"request\":{\"action\":\"b\"}}",
                "{\"request\":{\"action\":\"a\"}}{}",
                "{\"request\":{\"action\":\"a\"}",
                "{\"request\":{\"action\":NaN}}",
                "action=challenge&user=cdrapi"
            })
    void takesNothingElse(String body) {
        assertThat(read(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10_000})
    void isBoundedInDepth(int depth) {
        assertThat(read("{\"request\":{\"action\":\"a\"},\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}"))
                .isEmpty();
    }

    @Test
    void isBoundedInNumber() {
        String members =
                IntStream.range(0, 2000).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(","));

        assertThat(read("{\"request\":{" + members + "}}")).isEmpty();
        assertThat(read("{\"request\":{\"n\":" + "1".repeat(1000) + "}}")).isEmpty();
        assertThat(read("{\"request\":{\"" + "n".repeat(1000) + "\":1}}")).isEmpty();
    }

    @Test
    void takesNoBrokenUtf8() {
        byte[] body = WHOLE.getBytes(StandardCharsets.UTF_8);
        body[WHOLE.indexOf("sid1")] = (byte) 0xff;

        assertThat(ApiRequest.read(body)).isEmpty();
    }

    @Property
    void readsAnyBytesWithoutAWord(@ForAll @Size(max = 300) byte[] body) {
        assertThatCode(() -> ApiRequest.read(body)).doesNotThrowAnyException();
    }

    /** A valid request that is cut or changed in one place is read or refused, and never anything else. */
    @Property
    void readsAnyBrokenRequestWithoutAWord(@ForAll int place, @ForAll byte with) {
        byte[] body = WHOLE.getBytes(StandardCharsets.UTF_8);
        body[Math.floorMod(place, body.length)] = with;

        assertThatCode(() -> ApiRequest.read(body)).doesNotThrowAnyException();
    }

    @Property
    void givesBackAnyText(@ForAll @StringLength(max = 60) String name, @ForAll String value) {
        String body = JsonMapper.shared().writeValueAsString(Map.of("request", Map.of("p" + name, value)));
        String clean = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        if (clean.equals(value)) {
            assertThat(read(body).orElseThrow().parameters()).containsValue(value);
        }
    }

    private static Optional<ApiRequest> read(String body) {
        return ApiRequest.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
