package io.ucmbilling.billing;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.ucmbilling.billing.admission.ApiOperation;
import io.ucmbilling.billing.query.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Puts into the OpenAPI document (billing contract B8) what the annotations do not tell of each operation: the headers of its answers,
 * the conditions that a request may set, with their answers 304 and 206, and the variables of its path.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DocumentedHeaders implements OpenApiCustomizer {
    private static final String OK = "200";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String DIGEST = "Repr-Digest";
    private static final String CONTENT_RANGE = "Content-Range";

    /** Resources that have a tag of their own. */
    private static final Set<ApiOperation> TAGGED = Set.of(
            ApiOperation.SITE,
            ApiOperation.CALL,
            ApiOperation.COLLECTION,
            ApiOperation.DAY_CALLS,
            ApiOperation.RECORDING);

    /** Headers of every answer. */
    private static final List<String> OF_ALL = List.of(REQUEST_ID, CACHE_CONTROL, "RateLimit", "RateLimit-Policy");

    private static final List<String> OF_PROBLEMS =
            List.of("WWW-Authenticate", "Allow", "Accept", "Retry-After", CONTENT_RANGE);

    private static final List<String> OF_RECORDINGS =
            List.of(DIGEST, "Accept-Ranges", "Last-Modified", "Content-Disposition");

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry(
                    REQUEST_ID, "Names the request in the gateway's log: the client's own X-Request-Id, or a new one."),
            Map.entry(CACHE_CONTROL, "private, no-cache of a single resource, else no-store."),
            Map.entry(
                    "RateLimit",
                    "How many requests are left, and the seconds until they are renewed, if the client has a bound."),
            Map.entry(
                    "RateLimit-Policy",
                    "How many requests the client may send in how many seconds, if it has a bound."),
            Map.entry("Link", "The next page, rel=\"next\", if there is one."),
            Map.entry("ETag", "Strong tag of what is shown."),
            Map.entry(DIGEST, "SHA-256 of the whole, by RFC 9530."),
            Map.entry("Vary", "What else the answer depends on."),
            Map.entry("Accept-Ranges", "bytes: one range may be asked for."),
            Map.entry("Last-Modified", "When the recording was made."),
            Map.entry("Content-Disposition", "The name of the recording as that of a file."),
            Map.entry(CONTENT_RANGE, "Which bytes of how many; of 416 how many there are."),
            Map.entry("WWW-Authenticate", "Of 401: Bearer."),
            Map.entry("Allow", "Of 405: the methods that the resource takes."),
            Map.entry("Accept", "Of 415: the media type that a body has."),
            Map.entry("Retry-After", "Of 429 and 503: the seconds after which another try may succeed."));

    private static final Map<String, String> VARIABLES = Map.of(
            "sites", "Id of a site that the client may see.",
            "calls", "Id of a call.",
            "collections", "Id of a collection, the end of Location when it was asked for.",
            "days", "Day in the site's zone, such as 2026-03-02.");

    @Override
    public void customise(OpenAPI document) {
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> Arrays.stream(ApiOperation.values())
                                .filter(known -> known.path().equals(path)
                                        && known.method().name().equals(method.name()))
                                .forEach(known -> complete(operation, known))));
    }

    private static void complete(Operation operation, ApiOperation known) {
        ApiResponses responses = operation.getResponses();
        ApiResponse answer = Objects.requireNonNull(responses.get(known == ApiOperation.COLLECT ? "202" : OK));
        List<String> headers = headers(known);
        add(answer, headers);
        if (TAGGED.contains(known)) {
            asks(operation, "If-None-Match", "Tags that the client has: 304 if the tag is among them.");
            ApiResponse unchanged = new ApiResponse().description("The client has it: its tag was in If-None-Match.");
            responses.addApiResponse("304", add(unchanged, headers));
        }
        if (known == ApiOperation.RECORDING) {
            ranges(operation, answer, headers);
        }
        add(add(Objects.requireNonNull(responses.get("default")), OF_ALL), OF_PROBLEMS);
        variables(operation, known.path());
    }

    private static List<String> headers(ApiOperation known) {
        List<String> headers = new ArrayList<>(OF_ALL);
        if (known.parameters().contains(Parameter.CURSOR)) {
            headers.add("Link");
        }
        if (TAGGED.contains(known)) {
            headers.add("ETag");
        }
        if (known == ApiOperation.DAY_CALLS) {
            headers.addAll(List.of(DIGEST, "Vary"));
        }
        if (known == ApiOperation.RECORDING) {
            headers.addAll(OF_RECORDINGS);
        }
        return headers;
    }

    private static void ranges(Operation operation, ApiResponse whole, List<String> headers) {
        asks(operation, "Range", "One range of bytes: 206 with it, or 416.");
        asks(
                operation,
                "If-Range",
                "Tag or date: the range is answered if it is that of the recording, else the whole.");
        List<String> ofPart = new ArrayList<>(headers);
        ofPart.add(CONTENT_RANGE);
        operation
                .getResponses()
                .addApiResponse(
                        "206",
                        add(
                                new ApiResponse()
                                        .description("The range that was asked for.")
                                        .content(whole.getContent()),
                                ofPart));
    }

    private static void asks(Operation operation, String header, String meaning) {
        operation.addParametersItem(new HeaderParameter()
                .name(header)
                .required(false)
                .description(meaning)
                .schema(new StringSchema()));
    }

    private static ApiResponse add(ApiResponse response, List<String> headers) {
        headers.forEach(name -> response.addHeaderObject(
                name, new Header().description(MEANINGS.get(name)).schema(new StringSchema())));
        return response;
    }

    /** Describes each variable by the segment in front of it. */
    private static void variables(Operation operation, String path) {
        List<String> segments = List.of(path.split("/"));
        operation.getParameters().stream()
                .filter(parameter -> parameter.getIn().equals("path") && parameter.getDescription() == null)
                .forEach(parameter -> parameter.setDescription(
                        VARIABLES.get(segments.get(segments.indexOf("{" + parameter.getName() + "}") - 1))));
    }
}
