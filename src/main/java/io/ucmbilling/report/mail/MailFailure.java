package io.ucmbilling.report.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;

/** What went wrong with a mail, in plain words for the page. */
final class MailFailure {
    private static final int LONGEST_QUOTE = 200;
    private static final int MOST_CAUSES = 20;

    private MailFailure() {}

    static String words(Throwable failure) {
        for (Throwable cause : causes(failure)) {
            String known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return "The gateway failed: " + quoted(failure) + ". More is in its log.";
    }

    private static @Nullable String known(Throwable cause) {
        return switch (cause) {
            case MailAuthenticationException _, AuthenticationFailedException _ ->
                "The mail server refuses the user or the password (spring.mail.username, spring.mail.password).";
            case SendFailedException refused
            when refused.getInvalidAddresses() != null && refused.getInvalidAddresses().length > 0 ->
                "The mail server refuses recipients: " + refused(refused) + ".";
            case SocketTimeoutException _ -> "The mail server did not answer in time.";
            case UnknownHostException _ ->
                "The name of the mail server (spring.mail.host) is not known: " + quoted(cause) + ".";
            case GeneralSecurityException _ ->
                "The certificate of the mail server is not trusted: " + quoted(cause) + ".";
            case SSLException _ -> "TLS with the mail server failed: " + quoted(cause) + ".";
            case ConnectException _ -> "The mail server cannot be reached: " + quoted(cause) + ".";
            case InterruptedException _ -> "Sending took too long, or the gateway was stopped.";
            case DataAccessException _ -> "The database did not answer.";
            case jakarta.mail.MessagingException refused
            when String.valueOf(refused.getMessage()).startsWith("STARTTLS is required") ->
                "The mail server offers no TLS, which the settings require. Nothing was sent.";
            case jakarta.mail.MessagingException _ -> "The mail server refuses the mail: " + quoted(cause) + ".";
            case IOException _ ->
                "A file of the mail could not be made, or the connection broke: " + quoted(cause) + ".";
            default -> null;
        };
    }

    /** Returns the recipients whom a server refused although it took the mail for others; empty: it took it for none. */
    static Optional<String> refusedWhileSent(Throwable failure) {
        return causes(failure).stream()
                .flatMap(cause -> cause instanceof SendFailedException refused ? Stream.of(refused) : Stream.empty())
                .filter(refused ->
                        refused.getValidSentAddresses() != null && refused.getValidSentAddresses().length > 0)
                .map(refused -> "The mail server refuses some recipients: " + refused(refused) + ".")
                .findFirst();
    }

    /** Returns whether the server may have taken the mail all the same, since its answer did not come. */
    static boolean mayBeSent(Throwable failure) {
        return causes(failure).stream()
                .noneMatch(cause -> cause instanceof ConnectException
                        || cause instanceof UnknownHostException
                        || cause instanceof SendFailedException
                        || cause instanceof AuthenticationFailedException
                        || cause instanceof MailPreparationException
                        || cause instanceof GeneralSecurityException
                        || cause instanceof SSLException);
    }

    private static String refused(SendFailedException failure) {
        return Stream.of(failure.getInvalidAddresses(), failure.getValidUnsentAddresses())
                .filter(addresses -> addresses != null)
                .flatMap(Arrays::stream)
                .map(Object::toString)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Returns the innermost first: they say more. */
    private static List<Throwable> causes(Throwable failure) {
        Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
        List<Throwable> causes = new ArrayList<>();
        while (!open.isEmpty() && causes.size() < MOST_CAUSES) {
            Throwable next = open.removeFirst();
            causes.addFirst(next);
            if (next.getCause() != null) {
                open.add(next.getCause());
            }
            if (next instanceof jakarta.mail.MessagingException mail && mail.getNextException() != null) {
                open.add(mail.getNextException());
            }
            if (next instanceof MailSendException several) {
                open.addAll(Arrays.asList(several.getMessageExceptions()));
            }
        }
        return causes;
    }

    /** Returns what a failure says on one line; a server's words are hostile until cut. */
    private static String quoted(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String line = message.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }
}
