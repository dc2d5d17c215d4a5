package io.ucmbilling.billing.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Schemas of records in the OpenAPI document: each member is always there, and null only if its component may be
 * (B1). One that only a parameter adds is not required. */
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
        List<String> required = new ArrayList<>();
        for (RecordComponent component : flat(components)) {
            if (component.getAccessor().isAnnotationPresent(JsonInclude.class)) {
                continue;
            }
            required.add(component.getName());
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                properties.computeIfPresent(component.getName(), (_, property) -> orNull(property));
            }
        }
        schema.setRequired(required);
    }

    /** Returns the components, with those of a record whose members stand beside them in its place. */
    private static List<RecordComponent> flat(RecordComponent[] components) {
        return Arrays.stream(components)
                .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? flat(component.getType().getRecordComponents()).stream()
                        : Stream.of(component))
                .toList();
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            Schema<?> nothing = new JsonSchema();
            nothing.addType(NULL);
            return new JsonSchema().oneOf(List.of(property, nothing));
        }
        if (property.getOneOf() == null) {
            property.addType(NULL);
        }
        return property;
    }
}
