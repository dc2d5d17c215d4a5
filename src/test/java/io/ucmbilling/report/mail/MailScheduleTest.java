package io.ucmbilling.report.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.report.mail.MailSchedule.Occasion;
import io.ucmbilling.store.mailing.MailingPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailScheduleTest {
    private static final Instant BEGIN = Instant.parse("2025-12-31T00:00:00Z");
    private static final Instant END = Instant.parse("2027-01-02T00:00:00Z");

    private static MailSchedule schedule(MailingPeriod period, int day, String time, String zone) {
        return new MailSchedule(period, day, LocalTime.parse(time), ZoneId.of(zone));
    }

    /** All that is due in a long time, as the planner asks for it. */
    private static List<Occasion> all(MailSchedule schedule) {
        List<Occasion> all = new ArrayList<>();
        Instant after = BEGIN;
        for (List<Occasion> due = schedule.due(after, END); !due.isEmpty(); due = schedule.due(after, END)) {
            all.addAll(due);
            after = due.getLast().dueAt();
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "DAILY, 1, 02:30, Europe/Berlin, 367",
        "DAILY, 1, 00:00, America/Havana, 367",
        "DAILY, 1, 23:59, Pacific/Apia, 367",
        "WEEKLY, 7, 02:30, America/Chicago, 52",
        "MONTHLY, 31, 02:30, Europe/Berlin, 12",
        "MONTHLY, 1, 06:00, UTC, 13"
    })
    void hasEachDayInOneMail(MailingPeriod period, int day, String time, String zone, int mails) {
        List<Occasion> all = all(schedule(period, day, time, zone));

        assertThat(all).hasSizeBetween(mails, mails + 1);
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).from()).isEqualTo(all.get(i - 1).to());
            assertThat(all.get(i).dueAt()).isAfter(all.get(i - 1).dueAt());
        }
    }

    @ParameterizedTest
    @CsvSource({
        // The clock skips 02:00 to 03:00, and shows 02:00 to 03:00 twice.
        "02:30, Europe/Berlin, 2026-03-29, 2026-03-29T01:30:00Z",
        "02:30, Europe/Berlin, 2026-10-25, 2026-10-25T00:30:00Z",
        "02:30, Europe/Berlin, 2026-03-30, 2026-03-30T00:30:00Z",
        "00:30, America/Havana, 2026-03-08, 2026-03-08T05:30:00Z"
    })
    void isDueOnceWhateverTheClockDoes(String time, String zone, LocalDate date, Instant dueAt) {
        assertThat(all(schedule(MailingPeriod.DAILY, 1, time, zone)))
                .filteredOn(occasion -> occasion.to().equals(date))
                .containsExactly(new Occasion(date.minusDays(1), date, dueAt));
    }

    @Test
    void takesTheLastDayOfAShorterMonth() {
        MailSchedule last = schedule(MailingPeriod.MONTHLY, 31, "06:00", "UTC");

        assertThat(last.next(Instant.parse("2026-02-01T00:00:00Z")))
                .isEqualTo(new Occasion(
                        LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 28), Instant.parse("2026-02-28T06:00:00Z")));
    }

    @Test
    void isDueAfterAndNotAt() {
        MailSchedule daily = schedule(MailingPeriod.DAILY, 1, "06:00", "UTC");
        Instant due = Instant.parse("2026-03-05T06:00:00Z");

        assertThat(daily.due(due.minusSeconds(1), due)).hasSize(1);
        assertThat(daily.due(due, due.plusSeconds(1))).isEmpty();
    }

    @Test
    void knowsTheLastDaysThatAreOver() {
        MailSchedule weekly = schedule(MailingPeriod.WEEKLY, 1, "23:00", "UTC");

        assertThat(weekly.last(Instant.parse("2026-03-02T01:00:00Z")).to()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(weekly.last(Instant.parse("2026-03-01T23:00:00Z")).from()).isEqualTo(LocalDate.of(2026, 2, 16));
    }
}
