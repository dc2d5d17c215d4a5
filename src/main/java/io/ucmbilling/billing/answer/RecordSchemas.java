package io.ucmbilling.billing.answer;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Schemas of records in the OpenAPI document: each member is always there, and null only if its component may be (B1). */
@Component
class RecordSchemas implements ModelConverter {
    private static final String NULL = "null";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> found = raw(type.getType());
        if (resolved != null && found != null && found.isRecord()) {
            Schema<?> schema = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels().get(resolved.get$ref().replaceFirst(".*/", ""));
            if (schema != null && schema.getProperties() != null) {
                complete(schema, found.getRecordComponents());
            }
        }
        return resolved;
    }

    private static @Nullable Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case JavaType java -> java.getRawClass();
            case null, default -> null;
        };
    }

    @SuppressWarnings("rawtypes") // As the library declares its properties.
    private static void complete(Schema<?> schema, RecordComponent[] components) {
        Map<String, Schema> properties = schema.getProperties();
        schema.setRequired(
                Arrays.stream(components).map(RecordComponent::getName).toList());
        for (RecordComponent component : components) {
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                properties.computeIfPresent(component.getName(), (_, property) -> orNull(property));
            }
        }
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            Schema<?> nothing = new JsonSchema();
            nothing.addType(NULL);
            return new JsonSchema().oneOf(List.of(property, nothing));
        }
        property.addType(NULL);
        return property;
    }
}
