package io.ucmbilling.billing.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What went wrong with one request (billing contract B1).
 *
 * @param detail one sentence for the client's developer, without anything secret
 * @param members what its kind adds, such as {@code parameter}, in their order
 * @param headers of the answer, such as {@code Retry-After}
 */
public record Problem(ProblemKind kind, String detail, Map<String, Object> members, Map<String, String> headers) {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final String RETRY_AFTER = "Retry-After";
    private static final int DATABASE_RETRY_SECONDS = 5;
    private static final int LONGEST_VALUE = 200;
    private static final JsonMapper JSON = JsonMapper.shared();

    public static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind, detail, Map.of(), Map.of());
    }

    /** Returns that a query's parameter, or a body's member, has a wrong value. */
    public static Problem wrongValue(String parameter, String value, String expected) {
        String shown = shown(value);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("parameter", parameter);
        members.put("value", shown);
        members.put("expected", expected);
        return new Problem(
                ProblemKind.WRONG_VALUE,
                "%s: found \"%s\", expected %s".formatted(parameter, shown, expected),
                members,
                Map.of());
    }

    /** Returns that a body lacks a member. */
    public static Problem missing(String member, String expected) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("parameter", member);
        members.put("expected", expected);
        return new Problem(
                ProblemKind.WRONG_VALUE, "%s: not found, expected %s".formatted(member, expected), members, Map.of());
    }

    /** @param found null: none */
    public static Problem unsupportedMediaType(@Nullable String found, String expected) {
        return new Problem(
                ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                "Content-Type: found %s, expected %s in UTF-8"
                        .formatted(found == null ? "none" : "\"" + shown(found) + "\"", expected),
                Map.of(),
                Map.of("Accept", expected));
    }

    /** Returns that a query has a parameter, or a body a member, that is unknown. */
    public static Problem unknownParameter(String parameter, String value, SortedSet<String> known) {
        String expected =
                known.isEmpty() ? "none: this resource has no parameters" : "one of " + String.join(", ", known);
        String name = shown(parameter);
        Map<String, Object> members =
                new LinkedHashMap<>(wrongValue(name, value, expected).members());
        members.put("known", List.copyOf(known));
        return new Problem(
                ProblemKind.UNKNOWN_PARAMETER,
                "found the parameter \"%s\", expected %s".formatted(name, expected),
                members,
                Map.of());
    }

    /** @param found null: none */
    public static Problem notAcceptable(@Nullable String found, String expected) {
        return of(
                ProblemKind.NOT_ACCEPTABLE,
                "Accept: found \"%s\", expected one that includes %s"
                        .formatted(found == null ? "" : shown(found), expected));
    }

    public static Problem unauthorized() {
        return new Problem(
                ProblemKind.UNAUTHORIZED,
                "expected Authorization: Bearer with a valid key or token",
                Map.of(),
                Map.of("WWW-Authenticate", "Bearer"));
    }

    /** Returns that the request as a whole cannot be read. */
    public static Problem malformed(String detail) {
        return of(ProblemKind.WRONG_VALUE, detail);
    }

    public static Problem forbidden(String detail) {
        return of(ProblemKind.FORBIDDEN, detail);
    }

    public static Problem notFound() {
        return of(ProblemKind.NOT_FOUND, "there is no such resource");
    }

    public static Problem methodNotAllowed(String found, SortedSet<String> allowed) {
        String allow = String.join(", ", allowed);
        return new Problem(
                ProblemKind.METHOD_NOT_ALLOWED, found + ": expected one of " + allow, Map.of(), Map.of("Allow", allow));
    }

    /** Returns that too many requests came, or too many with wrong keys. */
    public static Problem tooManyRequests(String detail, long seconds) {
        return new Problem(ProblemKind.TOO_MANY_REQUESTS, detail, Map.of(), Map.of(RETRY_AFTER, "" + seconds));
    }

    public static Problem unavailable(String detail, long seconds) {
        return new Problem(ProblemKind.UNAVAILABLE, detail, Map.of(), Map.of(RETRY_AFTER, "" + seconds));
    }

    /** Returns that the database does not answer now. */
    static Problem noDatabase() {
        return unavailable("the database did not answer", DATABASE_RETRY_SECONDS);
    }

    private static String shown(String value) {
        return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
    }

    /** Returns it for a status that some other code chose. */
    static Problem of(int status) {
        ProblemKind kind = ProblemKind.of(status);
        Problem problem = kind == ProblemKind.UNAUTHORIZED ? unauthorized() : of(kind, kind.explanation());
        return kind == ProblemKind.UNAVAILABLE ? unavailable(problem.detail(), 1) : problem;
    }

    /** Returns the body: UTF-8. */
    byte[] json() {
        return JSON.writeValueAsBytes(body());
    }

    /** Returns the members of the body, those of RFC 9457 first. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "/problems/" + kind.id());
        body.put("title", kind.title());
        body.put("status", kind.status());
        body.put("detail", detail);
        body.putAll(members);
        return body;
    }
}
