package io.ucmbilling.store.mailing;

import io.ucmbilling.store.database.Timestamps;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of mails that are planned. A period is its first day and the day behind its last one, and has one row.
 *
 * <ol>
 *   <li>The key of a row is the first day of its period. Replicas of releases that knew no other key find it, and plan nothing beside it.
 *   <li>If a period of another length begins on that day, as a day's does after the setting was daily, the key is both days.
 *   <li>A period that has a row under either key gets no other one.
 * </ol>
 */
record SendingPlans(JdbcClient client) {
    private static final String PLAN = """
        INSERT INTO mailing_sending (id, mailing, occasion, from_day, to_day, due_at, state, message_id, recipients, next_try_at)
        SELECT gen_random_uuid(), id,
               CASE WHEN EXISTS (SELECT FROM mailing_sending WHERE mailing = :mailing AND occasion = :first) THEN :both ELSE :first END,
               :from, :to, :due, 'WAITING', :message, recipients, :due
        FROM mailing
        WHERE id = :mailing
          AND NOT EXISTS (SELECT FROM mailing_sending
                          WHERE mailing = :mailing AND occasion IN (:first, :both) AND to_day = :to)
        ON CONFLICT (mailing, occasion) DO NOTHING\
        """;

    /** Adds a row, unless the period has one. If another replica took the key in this moment, maybe for another period, it looks again. */
    void add(PlannedSending sending) {
        String first =
                sending.asked() ? "asked " + UUID.randomUUID() : sending.from().toString();
        String both = first + "/" + sending.to();
        if (!tried(sending, first, both)) {
            tried(sending, first, both);
        }
    }

    private boolean tried(PlannedSending sending, String first, String both) {
        return client.sql(PLAN)
                        .param("mailing", sending.mailing())
                        .param("first", first)
                        .param("both", both)
                        .param("from", sending.from())
                        .param("to", sending.to())
                        .param("due", Timestamps.atOrBefore(sending.dueAt()))
                        .param("message", sending.messageId())
                        .update()
                == 1;
    }
}
