package io.ucmbilling.report.mailing;

import io.ucmbilling.report.mail.MailAddress;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.store.mailing.MailedFiles;
import io.ucmbilling.store.mailing.MailedRecordings;
import io.ucmbilling.store.mailing.Mailing;
import io.ucmbilling.store.mailing.MailingPeriod;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the form of a setting, and notes beside each field what is wrong with it. */
@Component
final class MailingFormReader {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_RECIPIENTS = 20;

    private final MailedFilterReader filter;
    private final Clock clock;

    MailingFormReader(MailedFilterReader filter, Clock clock) {
        this.filter = filter;
        this.clock = clock;
    }

    /**
     * Reads a form.
     *
     * @param before the setting that is changed; null: it is new
     * @return empty: something is wrong, which the form has noted
     */
    Optional<Mailing> read(MailingForm form, @Nullable Mailing before, ReportUser user) {
        MailingPeriod period = choice(form, MailingForm.PERIOD, MailingPeriod.class, MailingPeriod.DAILY);
        Mailing read = new Mailing(
                before == null ? UUID.randomUUID() : before.id(),
                name(form),
                form.text(MailingForm.ENABLED).equals("true"),
                period,
                day(form, period),
                time(form),
                zone(form),
                recipients(form),
                filter.read(form, user),
                choice(form, MailingForm.FILES, MailedFiles.class, MailedFiles.CSV),
                choice(form, MailingForm.RECORDINGS, MailedRecordings.class, MailedRecordings.NONE),
                user.name(),
                user.sites() == null ? null : List.copyOf(user.sites()),
                clock.instant());
        return form.errors().isEmpty() ? Optional.of(planned(read, before)) : Optional.empty();
    }

    /**
     * Returns a setting with the time until which it is planned. One that was enabled and keeps its period and its day goes on from the
     * same wall-clock time, whatever its time and zone are now: no period is left out, and what is planned already is not planned again.
     * Any other begins now.
     */
    private static Mailing planned(Mailing read, @Nullable Mailing before) {
        Instant until = read.plannedUntil();
        if (before != null && before.enabled() && before.period() == read.period() && before.day() == read.day()) {
            until = before.plannedUntil()
                    .atZone(before.zone())
                    .withZoneSameLocal(read.zone())
                    .toInstant();
        }
        return new Mailing(
                read.id(),
                read.name(),
                read.enabled(),
                read.period(),
                read.day(),
                read.time(),
                read.zone(),
                read.recipients(),
                read.filter(),
                read.files(),
                read.recordings(),
                read.owner(),
                read.sites(),
                until);
    }

    private static String name(MailingForm form) {
        String name = form.text(MailingForm.NAME);
        if (name.isEmpty()) {
            form.wrong(MailingForm.NAME, "name");
        } else if (name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            form.wrong(MailingForm.NAME, "name.long", Integer.toString(LONGEST_NAME));
        }
        return name;
    }

    private static <T extends Enum<T>> T choice(MailingForm form, String field, Class<T> type, T otherwise) {
        try {
            return Enum.valueOf(type, form.text(field));
        } catch (IllegalArgumentException e) {
            form.wrong(field, "choice", form.text(field));
            return otherwise;
        }
    }

    private static int day(MailingForm form, MailingPeriod period) {
        return switch (period) {
            case DAILY -> 1;
            case WEEKLY -> number(form, MailingForm.WEEKDAY, 7);
            case MONTHLY -> number(form, MailingForm.MONTH_DAY, 31);
        };
    }

    private static int number(MailingForm form, String field, int most) {
        String typed = form.text(field);
        if (typed.matches("[0-9]{1,2}") && Integer.parseInt(typed) >= 1 && Integer.parseInt(typed) <= most) {
            return Integer.parseInt(typed);
        }
        form.wrong(field, "day", typed, Integer.toString(most));
        return 1;
    }

    private static LocalTime time(MailingForm form) {
        try {
            return LocalTime.parse(form.text(MailingForm.TIME));
        } catch (DateTimeException e) {
            form.wrong(MailingForm.TIME, "time", form.text(MailingForm.TIME));
            return LocalTime.MIDNIGHT;
        }
    }

    private static ZoneId zone(MailingForm form) {
        String typed = form.text(MailingForm.ZONE);
        if (ZoneId.getAvailableZoneIds().contains(typed)) {
            return ZoneId.of(typed);
        }
        form.wrong(MailingForm.ZONE, "zone", typed);
        return ZoneOffset.UTC;
    }

    private static List<String> recipients(MailingForm form) {
        Set<String> recipients =
                new LinkedHashSet<>(List.of(form.text(MailingForm.RECIPIENTS).split("[\\s,;]+")));
        recipients.remove("");
        Set<String> wrong = recipients.stream()
                .filter(address -> !MailAddress.isValid(address))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (recipients.isEmpty()) {
            form.wrong(MailingForm.RECIPIENTS, "recipients.none");
        } else if (!wrong.isEmpty()) {
            form.wrong(MailingForm.RECIPIENTS, "recipients", String.join(", ", wrong));
        } else if (recipients.size() > MOST_RECIPIENTS) {
            form.wrong(MailingForm.RECIPIENTS, "recipients.many", Integer.toString(MOST_RECIPIENTS));
        }
        return List.copyOf(recipients);
    }
}
