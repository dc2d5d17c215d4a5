package io.ucmbilling.billing;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.ucmbilling.billing.admission.ApiOperation;
import io.ucmbilling.billing.query.ValueSchema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** Puts the parameters of each operation into the OpenAPI document that its annotations do not tell (billing contract B8). */
@Component
final class DocumentedParameters implements OperationCustomizer {
    private static final String LIST =
            " Several by commas or by repetition; a comma inside a value is \\,, a backslash \\\\.";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        operation(handler).ifPresent(known -> {
            List<Parameter> told =
                    operation.getParameters() == null ? List.of() : List.copyOf(operation.getParameters());
            Set<String> names = told.stream().map(Parameter::getName).collect(Collectors.toSet());
            known.parameters().stream()
                    .filter(parameter -> !names.contains(parameter.name()))
                    .forEach(parameter -> operation.addParametersItem(described(parameter)));
        });
        return operation;
    }

    private static Optional<ApiOperation> operation(HandlerMethod handler) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping == null
                ? Optional.empty()
                : Arrays.stream(ApiOperation.values())
                        .filter(operation -> Stream.of(mapping.path()).anyMatch(operation.path()::equals))
                        .filter(operation -> Stream.of(mapping.method())
                                .anyMatch(method -> method.asHttpMethod().equals(operation.method())))
                        .findFirst();
    }

    private static Parameter described(io.ucmbilling.billing.query.Parameter<?> parameter) {
        Schema<?> value = schema(parameter.format().schema());
        return new QueryParameter()
                .name(parameter.name())
                .required(false)
                .description(parameter.description() + (parameter.several() ? LIST : ""))
                .schema(parameter.several() ? new ArraySchema().items(value) : value);
    }

    private static Schema<?> schema(ValueSchema form) {
        Schema<Object> schema = new Schema<>();
        schema.addType(form.type());
        form.values().forEach(schema::addEnumItemObject);
        if (form.least() != null) {
            schema.setMinimum(BigDecimal.valueOf(form.least()));
        }
        if (form.most() != null) {
            schema.setMaximum(BigDecimal.valueOf(form.most()));
        }
        return schema;
    }
}
