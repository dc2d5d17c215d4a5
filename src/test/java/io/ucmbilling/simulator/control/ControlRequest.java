package io.ucmbilling.simulator.control;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One order.
 *
 * @param path its parts
 * @param body missing where there is none
 */
record ControlRequest(String method, List<String> path, JsonNode body) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static ControlRequest of(String method, URI uri, String body) throws ControlException {
        List<String> path = Arrays.stream(uri.getPath().split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        try {
            return new ControlRequest(method, path, JSON.readTree(body.isBlank() ? "{}" : body));
        } catch (JacksonException e) {
            throw ControlException.wrong("body", "no JSON", "JSON");
        }
    }

    /** Checks that the body is an object of these members at most. */
    ControlRequest only(String... names) throws ControlException {
        Set<String> known = Set.of(names);
        if (!body.isObject()) {
            throw ControlException.wrong("body", body.getNodeType().toString(), "an object");
        }
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                throw ControlException.wrong("body", name, "one of " + String.join(", ", names));
            }
        }
        return this;
    }

    boolean has(String name) {
        return body.has(name);
    }

    /** @param like what the whole text must match */
    String text(String name, String otherwise, String like) throws ControlException {
        JsonNode node = body.path(name);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isString() || !node.asString().matches(like)) {
            throw ControlException.wrong(name, node.toString(), "a text like " + like);
        }
        return node.asString();
    }

    int whole(String name, int otherwise, int least, int most) throws ControlException {
        JsonNode node = body.path(name);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.canConvertToInt() || node.asInt() < least || node.asInt() > most) {
            throw ControlException.wrong(name, node.toString(), "a whole number, " + least + " to " + most);
        }
        return node.asInt();
    }

    double number(String name, double otherwise, double most) throws ControlException {
        JsonNode node = body.path(name);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isNumber() || node.asDouble() < 0 || node.asDouble() > most) {
            throw ControlException.wrong(name, node.toString(), "a number, 0 to " + most);
        }
        return node.asDouble();
    }

    boolean flag(String name, boolean otherwise) throws ControlException {
        JsonNode node = body.path(name);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            throw ControlException.wrong(name, node.toString(), "true or false");
        }
        return node.asBoolean();
    }

    /** @param otherwise null: it must be given */
    <E extends Enum<E>> E one(String name, Class<E> kinds, @Nullable E otherwise) throws ControlException {
        if (!body.has(name) && otherwise != null) {
            return otherwise;
        }
        String found = body.path(name).asString("").toUpperCase(Locale.ROOT);
        for (E kind : kinds.getEnumConstants()) {
            if (kind.name().equals(found)) {
                return kind;
            }
        }
        throw ControlException.wrong(name, body.path(name).toString(), "one of " + names(kinds));
    }

    static <E extends Enum<E>> String names(Class<E> kinds) {
        return Arrays.stream(kinds.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
