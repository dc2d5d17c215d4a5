package io.ucmbilling.store.mailing;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Mails that were and are to be sent, over all replicas.
 *
 * <ol>
 *   <li>What is due is planned: a row for each period of a setting, which is unique, and with it the Message-ID ({@link SendingPlans}).
 *   <li>A replica claims a mail by a lease, and no other one takes it before that has run out. Each claim raises the fence.
 *   <li>That it was sent is noted whatever the fence says: it is true. That it failed is noted only by the claim that counts.
 *   <li>If a replica dies between sending and noting, the next claim sends again, with the same Message-ID.
 * </ol>
 */
@Component
public final class Sendings {
    private static final Duration KEPT = Duration.ofDays(400);
    private static final int LONGEST_FAILURE = 1_000;

    private static final String CLAIM = """
        UPDATE mailing_sending SET fence = fence + 1, lease_until = :lease
        WHERE id = (SELECT id FROM mailing_sending
                    WHERE state = 'WAITING' AND next_try_at <= :now AND (lease_until IS NULL OR lease_until < :now)
                    ORDER BY next_try_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING *\
        """;

    private final Transactions transactions;
    private final JdbcClient client;
    private final SendingPlans plans;

    Sendings(Transactions transactions) {
        this.transactions = transactions;
        this.client = transactions.client();
        this.plans = new SendingPlans(client);
    }

    /**
     * Plans what is due of a setting. A period that is planned already stays as it is.
     *
     * @param until up to when all is planned then
     */
    public void plan(UUID mailing, List<PlannedSending> due, Instant until) {
        transactions.writing(connection -> {
            due.forEach(plans::add);
            return client.sql("UPDATE mailing SET planned_until = greatest(planned_until, :until) WHERE id = :id")
                    .param("id", mailing)
                    .param("until", Timestamps.atOrBefore(until))
                    .update();
        });
    }

    /** Plans one mail. */
    public void plan(PlannedSending sending) {
        plans.add(sending);
    }

    /**
     * Claims the mail that waits longest for its next try.
     *
     * @return empty: nothing is to be sent now
     */
    public Optional<Sending> claim(Instant now, Duration lease) {
        return client.sql(CLAIM)
                .param("now", Timestamps.atOrBefore(now))
                .param("lease", Timestamps.atOrBefore(now.plus(lease)))
                .query(SendingRow::read)
                .optional();
    }

    /**
     * What was sent.
     *
     * @param certified whether all its days were certified
     * @param note what is to be known of it, such as recipients that were refused; null: nothing
     */
    public record SentMail(
            List<String> recipients,
            long calls,
            boolean certified,
            @Nullable String note) {}

    /** Notes that a mail was sent. */
    public void sent(Sending sending, SentMail mail, Instant at) {
        client.sql("UPDATE mailing_sending SET state = 'SENT', ended_at = :at, recipients = :recipients, calls ="
                        + " :calls, certified = :certified, lease_until = NULL, failure = :note WHERE id = :id AND"
                        + " state <> 'SENT'")
                .param("id", sending.id())
                .param("at", Timestamps.atOrBefore(at))
                .param("recipients", mail.recipients().toArray(String[]::new))
                .param("calls", mail.calls())
                .param("certified", mail.certified())
                .param("note", mail.note() == null ? null : cut(mail.note()), Types.VARCHAR)
                .update();
    }

    /** Gives a claim back, so that the mail is looked at again then. */
    public void postpone(Sending sending, Instant nextTryAt) {
        client.sql("UPDATE mailing_sending SET next_try_at = :next, lease_until = NULL"
                        + " WHERE id = :id AND fence = :fence AND state = 'WAITING'")
                .param("id", sending.id())
                .param("fence", sending.fence())
                .param("next", Timestamps.atOrBefore(nextTryAt))
                .update();
    }

    /**
     * Notes that a try failed, unless the claim was lost.
     *
     * @param failure in plain words
     * @param nextTryAt null: it is given up
     */
    public void failed(Sending sending, String failure, Instant at, @Nullable Instant nextTryAt) {
        client.sql("UPDATE mailing_sending SET state = CASE WHEN :next::timestamptz IS NULL THEN 'FAILED' ELSE"
                        + " state END, ended_at = CASE WHEN :next::timestamptz IS NULL THEN :at END, next_try_at ="
                        + " coalesce(:next, next_try_at), lease_until = NULL, failures = failures + 1,"
                        + " failing_since = coalesce(failing_since, :at), failure = :failure WHERE id = :id AND"
                        + " fence = :fence AND state = 'WAITING'")
                .param("id", sending.id())
                .param("fence", sending.fence())
                .param("failure", cut(failure))
                .param("at", Timestamps.atOrBefore(at))
                .param("next", Timestamps.orNull(nextTryAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /**
     * Ends a mail that nobody wants any more, unless the claim was lost. It counts as no failure.
     *
     * @param reason in plain words
     */
    public void ended(Sending sending, String reason, Instant at) {
        client.sql("UPDATE mailing_sending SET state = 'FAILED', ended_at = :at, lease_until = NULL, failures = 0,"
                        + " failing_since = NULL, failure = :reason WHERE id = :id AND fence = :fence AND state ="
                        + " 'WAITING'")
                .param("id", sending.id())
                .param("fence", sending.fence())
                .param("reason", cut(reason))
                .param("at", Timestamps.atOrBefore(at))
                .update();
    }

    private static String cut(String text) {
        return StorableText.of(text.substring(0, Math.min(LONGEST_FAILURE, text.length())));
    }

    /** Returns what was and is to be sent for a setting, the newest first. */
    public List<Sending> history(UUID mailing, int most) {
        return client.sql("SELECT * FROM mailing_sending WHERE mailing = :mailing ORDER BY due_at DESC, id LIMIT :most")
                .param("mailing", mailing)
                .param("most", most)
                .query(SendingRow::read)
                .list();
    }

    /** Returns how many mails were given up since then, and have failed and are tried again. */
    public SendingCounts counts(Instant since) {
        return client.sql("SELECT count(*) FILTER (WHERE state = 'FAILED') AS failed,"
                        + " count(*) FILTER (WHERE state = 'WAITING') AS failing FROM mailing_sending"
                        + " WHERE failures > 0 AND (state = 'WAITING' OR state = 'FAILED' AND ended_at > :since)")
                .param("since", Timestamps.atOrBefore(since))
                .query((row, number) -> new SendingCounts(row.getLong("failed"), row.getLong("failing")))
                .single();
    }

    /** How many mails went wrong. */
    public record SendingCounts(long failed, long failing) {}

    /** Forgets what was due long ago. */
    public void forgetOld(Instant now) {
        client.sql("DELETE FROM mailing_sending WHERE due_at < :then AND state <> 'WAITING'")
                .param("then", Timestamps.atOrBefore(now.minus(KEPT)))
                .update();
    }
}
