package io.ucmbilling.ucm.http;

import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/** Factory of faults, which reads from a failure its {@link FaultKind} and what to tell. */
public final class FaultFactory {
    /** Longer than any pass waits. A header may ask for more than a {@link Duration} holds. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);

    private FaultFactory() {}

    public static UcmFault of(Site site, FaultKind kind, String found, String expected) {
        return new UcmFault(kind, message(site, found, expected));
    }

    /** Returns the fault of a caller that was interrupted while it waited, and keeps the thread's interruption. */
    public static UcmFault interrupted(Site site, String expected) {
        Thread.currentThread().interrupt();
        return of(site, FaultKind.BROKEN_OFF, "an interruption of the gateway's own", expected);
    }

    private static String message(Site site, String found, String expected) {
        return "site " + site.id() + ": found " + found + ", expected " + expected;
    }

    /** Returns the fault of a request without an answer, or with half of one. */
    public static UcmFault broken(Site site, HttpCall.Phase phase, IOException e) {
        return switch (phase) {
            case CONNECTING -> {
                String limit = " within " + site.limits().connectTimeout();
                yield broken(site, FaultKind.UNREACHABLE, e, "a connection to " + site.url() + limit);
            }
            case HANDSHAKE -> broken(site, handshake(e), e, handshakeExpected(site, e));
            case ANSWER -> broken(site, answer(e), e, "a whole answer of " + site.url());
        };
    }

    private static UcmFault broken(Site site, FaultKind kind, IOException e, String expected) {
        return new UcmFault(kind, message(site, told(e), expected), e);
    }

    private static String handshakeExpected(Site site, IOException e) {
        boolean tooOld = !site.tls().allowLegacy()
                && handshake(e) == FaultKind.TLS_REFUSED
                && caused(e, CertificateException.class) == null;
        String key = "gateway.sites." + site.id() + ".tls.allow-legacy";
        return "a TLS handshake with " + site.url()
                + (tooOld ? " (TLS 1.0, 1.1 or a short DH key need " + key + ")" : "");
    }

    private static FaultKind handshake(IOException e) {
        if (isTimeout(e)) {
            return FaultKind.TIMED_OUT;
        }
        return caused(e, SocketException.class) == null ? FaultKind.TLS_REFUSED : FaultKind.BROKEN_OFF;
    }

    private static FaultKind answer(IOException e) {
        return switch (e) {
            case InterruptedIOException _ -> FaultKind.TIMED_OUT;
            case MessageConstraintException _ -> FaultKind.TOO_LARGE;
            case ClientProtocolException _ -> FaultKind.MALFORMED;
            default -> FaultKind.BROKEN_OFF;
        };
    }

    static boolean isTimeout(IOException e) {
        return caused(e, InterruptedIOException.class) != null;
    }

    /** Returns the fault of an answer whose time limit ran out. */
    static UcmFault late(Site site, HttpCall.Phase phase) {
        Duration limit = site.limits().answerTimeout();
        return phase == HttpCall.Phase.CONNECTING
                ? of(site, FaultKind.UNREACHABLE, "no connection after " + limit, "one to " + site.url())
                : of(site, FaultKind.TIMED_OUT, "no whole answer after " + limit, "one of " + site.url());
    }

    /** Returns the fault of any status but 200. */
    public static UcmFault status(Site site, HttpAnswer answer, Clock clock) {
        int status = answer.status();
        Duration wait = status == 429 || status / 100 == 5 ? retryAfter(answer.retryAfter(), clock) : null;
        FaultKind kind = switch (status / 100) {
            case 3 -> FaultKind.REDIRECTED;
            case 4 ->
                switch (status) {
                    case 401 -> FaultKind.LOGIN_REFUSED;
                    case 403 -> FaultKind.ACCESS_DENIED;
                    case 429 -> FaultKind.TOLD_TO_WAIT;
                    default -> FaultKind.NOT_OFFERED;
                };
            default -> wait == null ? FaultKind.SERVER_ERROR : FaultKind.TOLD_TO_WAIT;
        };
        String told = wait == null ? "" : " and Retry-After " + wait;
        return new UcmFault(kind, message(site, "HTTP " + status + told, "200 of " + site.url()), null, wait);
    }

    /** Reads seconds or an HTTP date, never below zero; null: none, or none that can be read. */
    private static @Nullable Duration retryAfter(@Nullable String header, Clock clock) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (text.matches("[0-9]+")) {
            return text.length() > 8 ? LONGEST_WAIT : Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            Duration wait = Duration.between(clock.instant(), until);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns the reason deepest down that names a certificate, else what the exception says. */
    private static String told(IOException e) {
        Throwable certificate = caused(e, CertificateException.class);
        Throwable reason = certificate == null ? e : certificate;
        String message = reason.getMessage();
        return reason.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }

    private static <T extends Throwable> @Nullable T caused(Throwable e, Class<T> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
