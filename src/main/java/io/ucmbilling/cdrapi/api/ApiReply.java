package io.ucmbilling.cdrapi.api;

import io.ucmbilling.cdrapi.export.RequestOutcome;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Small answers of the newer API: {@code {"response":{…},"status":0}}. */
final class ApiReply {
    private static final String TYPE = "application/json;charset=UTF-8";
    private static final JsonMapper JSON = JsonMapper.shared();

    private ApiReply() {}

    static RequestOutcome give(HttpServletResponse response, Map<String, String> members) throws IOException {
        write(response, members, 0);
        return RequestOutcome.ANSWERED;
    }

    /** Refuses, with the HTTP status that the response has: 200 unless the gateway cannot answer now. */
    static RequestOutcome refuse(HttpServletResponse response, ApiStatus status) throws IOException {
        write(response, Map.of("error_msg", status.words()), status.number());
        return status.outcome();
    }

    private static void write(HttpServletResponse response, Map<String, String> members, int status)
            throws IOException {
        ObjectNode reply = JSON.createObjectNode();
        ObjectNode inner = reply.putObject("response");
        members.forEach(inner::put);
        reply.put("status", status);
        byte[] body = JSON.writeValueAsBytes(reply);
        response.setContentType(TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
