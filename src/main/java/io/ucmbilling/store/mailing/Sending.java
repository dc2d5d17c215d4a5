package io.ucmbilling.store.mailing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Mail that was or is to be sent.
 *
 * @param mailing the id of its setting
 * @param asked whether somebody asked for it, so that it does not wait for certificates
 * @param from the first day of its period
 * @param to the day behind its period
 * @param dueAt when it was to be sent
 * @param messageId with its angle brackets
 * @param nextTryAt if it waits
 * @param fence the number of the claim
 * @param failures tries in a row that failed; of one that ended without a failure, 0
 * @param failingSince the first of them; null: none
 * @param failure what went wrong last, in plain words; null: nothing
 * @param endedAt when it was sent or given up; null: neither
 * @param calls how many it told of; null: it was not sent
 * @param certified whether all its days were certified; null: it was not sent
 */
public record Sending(
        UUID id,
        UUID mailing,
        boolean asked,
        LocalDate from,
        LocalDate to,
        Instant dueAt,
        SendingState state,
        String messageId,
        List<String> recipients,
        Instant nextTryAt,
        long fence,
        int failures,
        @Nullable Instant failingSince,
        @Nullable String failure,
        @Nullable Instant endedAt,
        @Nullable Long calls,
        @Nullable Boolean certified) {
    public Sending {
        recipients = List.copyOf(recipients);
    }

    /** State of a mail. */
    public enum SendingState {
        /** It is to be sent, at once or later. */
        WAITING,
        SENT,
        /** It is given up; without a failure: nobody wants it any more. */
        FAILED
    }
}
