package io.ucmbilling.ucm.transport;

import io.ucmbilling.ucm.http.FaultFactory;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statuses with which the newer HTTPS API refuses a request (contract U1, U2), with what each leads to. Numbers and
 * words as in the vendor's list of return codes. Only those that speak of the user and the password are told as such. A
 * number that is not here is an API_ERROR.
 */
enum ApiStatus {
    INVALID_PARAMETERS(-1, FaultKind.API_ERROR, "invalid parameters"),
    /** The session is over. */
    NEED_AUTHENTICATION(-5, FaultKind.API_ERROR, "authentication needed"),
    /** The session is over. */
    COOKIE_ERROR(-6, FaultKind.API_ERROR, "cookie refused"),
    CONNECTION_CLOSED(-7, FaultKind.API_ERROR, "connection closed"),
    SYSTEM_TIMEOUT(-8, FaultKind.API_ERROR, "system timeout"),
    ABNORMAL_SYSTEM_ERROR(-9, FaultKind.API_ERROR, "abnormal system error"),
    INVALID_VALUE(-15, FaultKind.API_ERROR, "invalid value"),
    /** To recapi: there is no such file or directory. */
    NO_SUCH_ITEM(-16, FaultKind.API_ERROR, "no such item"),
    UNSUPPORTED(-19, FaultKind.API_ERROR, "unsupported"),
    OPERATION_FAILED(-24, FaultKind.API_ERROR, "failed to operate data"),
    /** To recapi: there is no such file or directory (contract U2). */
    UPDATE_FAILED(-25, FaultKind.API_ERROR, "failed to update data"),
    READING_FAILED(-26, FaultKind.API_ERROR, "failed to get data"),
    WRONG_PASSWORD(-37, FaultKind.LOGIN_REFUSED, "wrong user or password"),
    /** 15 seconds are the vendor's own advice. So are the others below. */
    TOO_FREQUENT(-45, Duration.ofSeconds(15), "too many requests, or another user at the same"),
    TOO_FREQUENT_AS_WELL(-46, Duration.ofSeconds(15), "too many requests, or another user at the same"),
    NO_PERMISSION(-47, FaultKind.ACCESS_DENIED, "no permission for this user or address"),
    SENSITIVE_CHARACTERS(-50, FaultKind.API_ERROR, "characters that are not allowed"),
    OTHER_TASK_RUNNING(-51, FaultKind.API_ERROR, "another task is running"),
    MUCH_TOO_FREQUENT(-57, Duration.ofSeconds(60), "too many requests, or another user at the same"),
    /** Held against this user or address for a while, as after wrong passwords: as long a pause as for one. */
    LOGIN_RESTRICTED(-68, FaultKind.LOGIN_REFUSED, "login restricted"),
    LOGIN_FORBIDDEN(-70, FaultKind.LOGIN_REFUSED, "login forbidden"),
    NO_SUCH_USER(-71, FaultKind.LOGIN_REFUSED, "no such user");

    private final int number;
    private final FaultKind kind;
    private final String words;
    private final @Nullable Duration wait;

    ApiStatus(int number, FaultKind kind, String words) {
        this.number = number;
        this.kind = kind;
        this.words = words;
        this.wait = null;
    }

    ApiStatus(int number, Duration wait, String words) {
        this.number = number;
        this.kind = FaultKind.TOLD_TO_WAIT;
        this.words = words;
        this.wait = wait;
    }

    private static Optional<ApiStatus> of(int number) {
        return Stream.of(values()).filter(status -> status.number == number).findFirst();
    }

    int number() {
        return number;
    }

    /** Returns whether that status says that the session is over. */
    static boolean endsSession(int number) {
        return number == NEED_AUTHENTICATION.number || number == COOKIE_ERROR.number;
    }

    /** Returns whether that status to recapi says that there is no such file or directory. */
    static boolean isNotFound(int number) {
        return number == NO_SUCH_ITEM.number || number == UPDATE_FAILED.number;
    }

    /**
     * Tells of a refusal, by its number and, if they are known, its words.
     *
     * @param action that was refused, such as {@code login}
     */
    static UcmFault fault(Site site, String action, int number) {
        ApiStatus known = of(number).orElse(null);
        String found = "the status " + number + " to " + action + (known == null ? "" : " (" + known.words + ")");
        FaultKind kind = known == null ? FaultKind.API_ERROR : known.kind;
        String message = FaultFactory.of(site, kind, found, expected(known)).getMessage();
        return new UcmFault(kind, String.valueOf(message), null, known == null ? null : known.wait);
    }

    private static String expected(@Nullable ApiStatus status) {
        return switch (status) {
            case WRONG_PASSWORD -> "the configured user and password to be accepted";
            case NO_SUCH_USER -> "the configured user to exist";
            case LOGIN_RESTRICTED, LOGIN_FORBIDDEN -> "a login that the UCM allows";
            case null, default -> "the status 0";
        };
    }
}
