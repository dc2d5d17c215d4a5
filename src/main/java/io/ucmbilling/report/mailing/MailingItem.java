package io.ucmbilling.report.mailing;

import io.ucmbilling.report.mail.MailSchedule;
import io.ucmbilling.report.page.GuideFormat;
import io.ucmbilling.store.mailing.Mailing;
import io.ucmbilling.store.mailing.Sending;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Setting as the list shows it.
 *
 * @param next when its next mail is due, by its own zone; empty: it is switched off
 * @param last its last mail; null: there was none
 */
record MailingItem(Mailing mailing, String next, @Nullable SendingItem last) {

    static MailingItem of(Mailing mailing, List<Sending> history, Instant now) {
        String next =
                mailing.enabled() ? time(MailSchedule.of(mailing).next(now).dueAt(), mailing.zone()) : "";
        return new MailingItem(
                mailing, next, history.isEmpty() ? null : SendingItem.of(history.getFirst(), mailing.zone()));
    }

    private static String time(Instant instant, ZoneId zone) {
        return GuideFormat.time(instant, zone) + " " + GuideFormat.zone(instant, zone);
    }

    /**
     * Mail as the history shows it.
     *
     * @param state key of the word for its state in the text bundle, behind {@code sending.}
     * @param sign name of its icon, and of its colour
     * @param when it was sent, given up, or is tried next
     */
    record SendingItem(Sending sending, String state, String sign, String when, String days) {
        static SendingItem of(Sending sending, ZoneId zone) {
            String state = switch (sending.state()) {
                case SENT -> "sent";
                case FAILED -> sending.failures() > 0 ? "failed" : "ended";
                case WAITING -> sending.failures() > 0 ? "failing" : "waiting";
            };
            String sign = switch (state) {
                case "sent" -> "good";
                case "failed" -> "bad";
                case "failing" -> "warn";
                default -> "soft";
            };
            Instant when = sending.endedAt() == null ? sending.nextTryAt() : sending.endedAt();
            String first = sending.from().toString();
            String last = sending.to().minusDays(1).toString();
            return new SendingItem(
                    sending, state, sign, time(when, zone), first.equals(last) ? first : first + " – " + last);
        }
    }
}
