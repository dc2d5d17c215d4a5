package io.ucmbilling.billing.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Kinds of problem, with their status, their title and what their page says (billing contract B1). */
public enum ProblemKind {
    UNKNOWN_PARAMETER(
            400,
            "Unknown parameter",
            "The query has a parameter, or the body a member, that this resource does not know; \"known\" lists those"
                    + " it does."),
    WRONG_VALUE(
            400,
            "Wrong value",
            "A parameter, or a member of the body, has a value that is not accepted, or the request is no proper"
                    + " HTTP."),
    UNAUTHORIZED(
            401,
            "Unauthorized",
            "The request shows no valid key or token: send it as \"Authorization: Bearer <key>\"."),
    FORBIDDEN(403, "Forbidden", "The client is known, but may not ask from this address, or not for this."),
    NOT_FOUND(404, "Not found", "There is no such resource, or it does not exist for this client."),
    METHOD_NOT_ALLOWED(
            405, "Method not allowed", "The resource does not take this method; Allow lists those it takes."),
    NOT_ACCEPTABLE(406, "Not acceptable", "The resource has none of the media types in Accept."),
    NOT_CERTIFIED(409, "Not certified", "The day has no certificate yet, so that its content may still change."),
    CONFLICT(409, "Conflict", "The same Idempotency-Key came with another body."),
    GONE(410, "Gone", "The database does not know that place any more: follow from the beginning."),
    PRECONDITION_FAILED(
            412,
            "Precondition failed",
            "If-Match or If-Unmodified-Since of the request does not hold: it has changed."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "The body is not of a media type that the resource takes."),
    RANGE_NOT_SATISFIABLE(416, "Range not satisfiable", "The range lies outside the recording."),
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "The client asks more often than it may, or shows wrong keys: wait for Retry-After."),
    INTERNAL(500, "Internal error", "The gateway failed, and its log says why. To ask again may help."),
    UNAVAILABLE(503, "Unavailable", "Something that the gateway needs does not answer: ask again after Retry-After.");

    private static final int FIRST_SERVER_ERROR = 500;

    private final int status;
    private final String title;
    private final String explanation;

    ProblemKind(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    String explanation() {
        return explanation;
    }

    /** Returns the name in its type and in the address of its page, such as {@code wrong-value}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ProblemKind> find(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** Returns the kind for a status that some other code chose, such as the server's. */
    static ProblemKind of(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 412 -> PRECONDITION_FAILED;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> UNAVAILABLE;
            default -> status < FIRST_SERVER_ERROR ? WRONG_VALUE : INTERNAL;
        };
    }
}
