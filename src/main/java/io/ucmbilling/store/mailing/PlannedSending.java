package io.ucmbilling.store.mailing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Mail to be planned.
 *
 * @param asked whether somebody asked for it: then it is one beside that of its period
 * @param from the first day of its period
 * @param to the day behind its period
 * @param messageId with its angle brackets
 */
public record PlannedSending(
        UUID mailing, boolean asked, LocalDate from, LocalDate to, Instant dueAt, String messageId) {}
