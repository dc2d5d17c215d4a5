package io.ucmbilling.report.mail;

import io.ucmbilling.report.mail.DayCertificates.UncertifiedDay;
import io.ucmbilling.report.mail.MailFiles.MailFile;
import io.ucmbilling.report.mail.MailText.MailSection;
import io.ucmbilling.report.mail.MailedReports.MailedReport;
import io.ucmbilling.store.mailing.Mailing;
import io.ucmbilling.store.mailing.Sending;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writer of what mails tell: which days, how many calls, whether the days are certified, which files, and where to look further. */
@Component
final class MailWriter {
    /** Days, files or recordings that are named; of others their number is. */
    private static final int MOST_NAMED = 20;

    private final MessageSource messages;
    private final MailSettings settings;

    MailWriter(MessageSource messages, MailSettings settings) {
        this.messages = messages;
        this.settings = settings;
    }

    /**
     * What a mail is about.
     *
     * @param missing days that are not certified
     */
    record MailMatter(
            Mailing mailing,
            Sending sending,
            MailedReport report,
            long calls,
            List<UncertifiedDay> missing,
            RecordingNote recordings) {}

    /**
     * What became of the recordings.
     *
     * @param all how many the calls have
     * @param attached how many of them are attached
     * @param unattached addresses of pages with recordings that are not attached, of those that were looked at
     * @param unreachable how many of those could not be had
     */
    record RecordingNote(int all, int attached, List<String> unattached, int unreachable) {
        static final RecordingNote NONE = new RecordingNote(0, 0, List.of(), 0);
    }

    MailText write(MailMatter matter, MailFiles files) {
        List<MailSection> sections = new ArrayList<>();
        sections.add(line("mail.title", matter.mailing().name(), days(matter), zone(matter)));
        sections.add(line("mail.calls", matter.calls()));
        sections.addAll(certificates(matter));
        if (!files.attached().isEmpty()) {
            sections.add(list(
                    "mail.attached",
                    files.attached().stream().map(MailFile::name).toList()));
        }
        if (!files.tooLarge().isEmpty()) {
            sections.add(new MailSection(
                    text("mail.too-large", settings.attachmentLimit().toMegabytes()), files.tooLarge()));
        }
        sections.addAll(recordings(matter.recordings()));
        if (!matter.report().leftOut().isEmpty()) {
            sections.add(line("mail.left-out"));
        }
        sections.add(list("mail.page", List.of(link("/calls?" + matter.report().address()))));
        return new MailText(text("mail.subject", matter.mailing().name(), days(matter)), sections);
    }

    private List<MailSection> recordings(RecordingNote note) {
        List<MailSection> sections = new ArrayList<>();
        if (note.all() > 0) {
            sections.add(line("mail.recordings.sum", note.attached(), note.all()));
        }
        if (note.unreachable() > 0) {
            sections.add(line("mail.unreachable", note.unreachable()));
        }
        if (!note.unattached().isEmpty()) {
            sections.add(list(
                    "mail.recordings",
                    note.unattached().stream().map(this::link).toList()));
        }
        if (note.all() > MailedRecordingFiles.MOST) {
            sections.add(
                    line("mail.recordings.beyond", note.all() - MailedRecordingFiles.MOST, MailedRecordingFiles.MOST));
        }
        return sections;
    }

    private List<MailSection> certificates(MailMatter matter) {
        if (matter.missing().isEmpty()) {
            return List.of(line(
                    "mail.certified", matter.report().query().filter().sites().size()));
        }
        List<MailSection> sections = new ArrayList<>();
        Map<Boolean, List<UncertifiedDay>> missing =
                matter.missing().stream().collect(Collectors.partitioningBy(UncertifiedDay::awaited));
        missing.forEach((awaited, days) -> {
            if (!days.isEmpty()) {
                sections.add(list(awaited ? "mail.uncertified" : "mail.uncertified.departed", named(days)));
            }
        });
        return sections;
    }

    private List<String> named(List<UncertifiedDay> days) {
        List<String> named = new ArrayList<>(
                days.stream().limit(MOST_NAMED).map(UncertifiedDay::toString).toList());
        if (days.size() > MOST_NAMED) {
            named.add(text("mail.more", days.size() - MOST_NAMED));
        }
        return named;
    }

    private String zone(MailMatter matter) {
        return matter.report().query().zone().isOfSites()
                ? text("mail.zone.of-sites")
                : String.valueOf(matter.report().query().zone().named());
    }

    private static String days(MailMatter matter) {
        String first = matter.sending().from().toString();
        String last = matter.sending().to().minusDays(1).toString();
        return first.equals(last) ? first : first + " – " + last;
    }

    /** Returns the address of a page, or its path if it is not known where the report is. */
    private String link(String page) {
        String link = settings.link(page);
        return link == null ? page : link;
    }

    private MailSection line(String key, Object... arguments) {
        return new MailSection(text(key, arguments), List.of());
    }

    private MailSection list(String key, List<String> items) {
        return new MailSection(text(key), items);
    }

    private String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, Locale.ENGLISH);
    }
}
