package io.ucmbilling.billing;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.ucmbilling.billing.admission.ApiOperation;
import io.ucmbilling.billing.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts examples into the OpenAPI document (billing contract B8): values of parameters by their name, and answers by the operation. They
 * are resources, in the folder {@code openapi}: {@code parameters.json}, and a file for each operation and media type.
 */
@Component
final class DocumentedExamples implements OpenApiCustomizer {
    private static final String FOLDER = "/openapi/";
    private static final String PROBLEM = "application/problem+json";

    /** The ending of the file with the example of an answer, by media type. */
    private static final Map<String, String> ENDINGS =
            Map.of("application/json", "json", "application/x-ndjson", "ndjson", "text/csv", "csv");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Object> values = read("parameters.json")
            .map(DocumentedExamples::object)
            .orElseThrow(() -> new IllegalStateException("resource " + FOLDER + "parameters.json: not found"));

    @Override
    public void customise(OpenAPI document) {
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    complete(operation);
                    Arrays.stream(ApiOperation.values())
                            .filter(known -> known.path().equals(path)
                                    && known.method().name().equals(method.name()))
                            .forEach(known -> refused(operation, known));
                }));
    }

    /** Puts in how the operation refuses a parameter that it does not know. */
    private static void refused(Operation operation, ApiOperation known) {
        Problem example = Problem.unknownParameter("colour", "red", known.parameterNames());
        operation.getResponses().values().stream()
                .map(ApiResponse::getContent)
                .filter(content -> content != null && content.containsKey(PROBLEM))
                .forEach(content -> content.get(PROBLEM).setExample(example.body()));
    }

    private void complete(Operation operation) {
        String id = operation.getOperationId();
        for (Parameter parameter :
                Optional.ofNullable(operation.getParameters()).orElse(List.of())) {
            Object own = values.get(id + "." + parameter.getName());
            parameter.setExample(own == null ? values.get(parameter.getName()) : own);
        }
        operation.getResponses().forEach((status, response) -> {
            Content content = response.getContent();
            if (content != null && !content.containsKey(PROBLEM)) {
                content.forEach((type, media) -> complete(id, type, media));
            }
        });
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().getContent().forEach((type, media) -> complete(id + ".request", type, media));
        }
    }

    private static void complete(String name, String type, MediaType media) {
        String ending = ENDINGS.get(type);
        if (ending != null) {
            read(name + "." + ending).ifPresent(text -> media.setExample(example(ending, text)));
        }
    }

    /** Files have lines that end as in every other source, CSV has CRLF. */
    private static Object example(String ending, String text) {
        return switch (ending) {
            case "json" -> object(text);
            case "csv" -> text.replace("\n", "\r\n");
            default -> text;
        };
    }

    private static Map<String, Object> object(String text) {
        return JSON.readValue(text, JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
    }

    private static Optional<String> read(String name) {
        try (InputStream resource = DocumentedExamples.class.getResourceAsStream(FOLDER + name)) {
            return resource == null
                    ? Optional.empty()
                    : Optional.of(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
