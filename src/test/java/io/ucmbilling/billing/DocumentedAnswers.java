package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Billing contract B8: the OpenAPI document describes the status, media type and headers of each answer. */
record DocumentedAnswers(JsonNode document) {
    /** Headers of the connection, of every answer with a body, and of every answer of Spring Security. */
    private static final Set<String> OF_HTTP = Set.of(
            "connection",
            "content-length",
            "content-type",
            "date",
            "keep-alive",
            "transfer-encoding",
            "x-content-type-options",
            "x-frame-options",
            "x-xss-protection");

    void check(String method, String path, HttpResponse<?> answer) {
        operation(method, path).ifPresent(operation -> check(operation.get("responses"), answer));
    }

    private static void check(JsonNode responses, HttpResponse<?> answer) {
        JsonNode response = responses.path(Integer.toString(answer.statusCode()));
        JsonNode described = response.isMissingNode() ? responses.get("default") : response;
        Set<String> headers = new TreeSet<>(answer.headers().map().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList());
        headers.removeAll(OF_HTTP);
        described.path("headers").propertyNames().forEach(name -> headers.remove(name.toLowerCase(Locale.ROOT)));
        assertThat(headers).as("headers that the document does not describe").isEmpty();
        answer.headers()
                .firstValue("Content-Type")
                .map(type -> type.replaceFirst(";.*", ""))
                .ifPresent(type ->
                        assertThat(described.path("content").propertyNames()).contains(type));
    }

    /** Returns the operation whose path has the fewest variables. */
    private Optional<JsonNode> operation(String method, String path) {
        String known = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        return document.get("paths").properties().stream()
                .filter(item -> path.matches(item.getKey().replaceAll("\\{[^}]*}", "[^/]+")))
                .min(Comparator.comparingInt(
                        item -> List.of(item.getKey().split("\\{")).size()))
                .map(item -> item.getValue().path(known))
                .filter(JsonNode::isObject);
    }
}
