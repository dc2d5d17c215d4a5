package io.ucmbilling.cdrapi.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to the newer API: the object {@code request} of the body's JSON object, whatever the Content-Type announces.
 *
 * @param action as it came; empty: none
 * @param cookie as it came; empty: none
 * @param parameters all others, in their order. Numbers and truth values are given as text; a null counts as left out
 */
record ApiRequest(String action, String cookie, Map<String, String> parameters) {
    /** Bounds in which any client's request fits many times. A body has 64 KB at most. */
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(8)
            .maxTokenCount(1000)
            .maxNameLength(256)
            .maxNumberLength(64)
            .build();

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(BOUNDS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    /** Reads a body. Empty if it is no such JSON, a name comes twice in an object, or a value is an object or an array. */
    static Optional<ApiRequest> read(byte[] body) {
        try {
            JsonNode request = JSON.readTree(body).path("request");
            return request.isObject() ? of(request) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty(); // Its text may repeat the body, which may hold a cookie.
        }
    }

    private static Optional<ApiRequest> of(JsonNode request) {
        Map<String, String> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : request.properties()) {
            if (!member.getValue().isValueNode()) {
                return Optional.empty();
            }
            if (!member.getValue().isNull()) {
                members.put(member.getKey(), member.getValue().asString());
            }
        }
        String action = members.remove("action");
        String cookie = members.remove("cookie");
        return Optional.of(new ApiRequest(action == null ? "" : action, cookie == null ? "" : cookie, members));
    }

    /** Returns a parameter; empty: it was not given. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
