package io.ucmbilling.report.mail;

import io.ucmbilling.store.mailing.Mailing;
import io.ucmbilling.store.mailing.MailingPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Schedule of a setting: a pure function of it and of the time.
 *
 * <ol>
 *   <li>A mail is due on each day, on one day of each week, or on one day of each month, which is the last one of a month that is shorter.
 *   <li>It is about the days since the mail before it, up to the day before its own. So no day is in two mails and none in none.
 *   <li>It is due at a time of that day's wall clock. If the clock skips that time, as much later as it skips; if it shows it twice, at
 *       the first.
 * </ol>
 *
 * @param day of the week (1 Monday) or of the month
 */
public record MailSchedule(MailingPeriod period, int day, LocalTime time, ZoneId zone) {
    /** Mails that are planned at a time; the others follow soon. */
    static final int MOST = 100;

    /**
     * A mail that is due.
     *
     * @param from the first day that it is about
     * @param to the day behind the last one, on which it is due
     */
    public record Occasion(LocalDate from, LocalDate to, Instant dueAt) {}

    public static MailSchedule of(Mailing mailing) {
        return new MailSchedule(mailing.period(), mailing.day(), mailing.time(), mailing.zone());
    }

    /**
     * Returns what is due, the earliest first, {@value #MOST} at most.
     *
     * @param after exclusive
     * @param until inclusive
     */
    List<Occasion> due(Instant after, Instant until) {
        List<Occasion> due = new ArrayList<>();
        for (Occasion next = next(after);
                !next.dueAt().isAfter(until) && due.size() < MOST;
                next = next(next.dueAt())) {
            due.add(next);
        }
        return due;
    }

    /** Returns the first mail that is due after that time. */
    public Occasion next(Instant after) {
        LocalDate date = LocalDate.ofInstant(after, zone).minusDays(1);
        while (!isOccasion(date) || !dueAt(date).isAfter(after)) {
            date = date.plusDays(1);
        }
        return occasion(date);
    }

    /** Returns the last mail whose days are over at that time, whether or not it is due. */
    public Occasion last(Instant now) {
        LocalDate date = LocalDate.ofInstant(now, zone);
        while (!isOccasion(date)) {
            date = date.minusDays(1);
        }
        return occasion(date);
    }

    private Occasion occasion(LocalDate date) {
        return new Occasion(before(date), date, dueAt(date));
    }

    private Instant dueAt(LocalDate date) {
        return ZonedDateTime.of(date, time, zone).toInstant();
    }

    private boolean isOccasion(LocalDate date) {
        return switch (period) {
            case DAILY -> true;
            case WEEKLY -> date.getDayOfWeek().getValue() == day;
            case MONTHLY -> date.equals(in(YearMonth.from(date)));
        };
    }

    private LocalDate before(LocalDate date) {
        return switch (period) {
            case DAILY -> date.minusDays(1);
            case WEEKLY -> date.minusWeeks(1);
            case MONTHLY -> in(YearMonth.from(date).minusMonths(1));
        };
    }

    private LocalDate in(YearMonth month) {
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }
}
