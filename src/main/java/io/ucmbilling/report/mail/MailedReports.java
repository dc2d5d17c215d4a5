package io.ucmbilling.report.mail;

import io.ucmbilling.report.export.ChosenColumns;
import io.ucmbilling.report.export.FileFormat;
import io.ucmbilling.report.export.FileRequest;
import io.ucmbilling.report.filter.FilterField;
import io.ucmbilling.report.filter.ReportQuery;
import io.ucmbilling.report.filter.ReportSites;
import io.ucmbilling.report.filter.VisibleSites;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import io.ucmbilling.report.user.UserDirectory;
import io.ucmbilling.store.mailing.Mailing;
import io.ucmbilling.store.report.ColumnChoices;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Reports that settings ask for. Each is the view of an address of the page of calls, so what is mailed is what that page downloads.
 *
 * <p>It shows what the one who saved the setting last may see now: their sites as they were then and as they are.
 */
@Component
final class MailedReports {
    private final ReportSites sites;
    private final UserDirectory directory;
    private final ColumnChoices columns;
    private final Clock clock;

    MailedReports(ReportSites sites, UserDirectory directory, ColumnChoices columns, Clock clock) {
        this.sites = sites;
        this.directory = directory;
        this.columns = columns;
        this.clock = clock;
    }

    /**
     * The report of a period.
     *
     * @param query with what has become wrong with the filter since the setting was saved
     * @param address query of the page of calls that shows it
     * @param owner whoever saved the setting, as they may see now
     * @param leftOut sites that whoever saved the setting saw then and may not see any more
     */
    record MailedReport(
            ReportQuery query, VisibleSites sites, String address, ReportUser owner, SortedSet<String> leftOut) {}

    /** Returns the report of the days of a mail; empty: whoever saved the setting may not have it mailed any more. */
    Optional<MailedReport> of(Mailing mailing, LocalDate from, LocalDate to) {
        return owner(mailing).map(owner -> {
            VisibleSites visible = sites.of(owner);
            Map<String, String[]> view = ViewAddress.parameters(mailing.filter());
            view.remove(FilterField.PERIOD.parameter());
            view.remove(FilterField.PAGE.parameter());
            view.put(FilterField.FROM.parameter(), new String[] {from.toString()});
            view.put(FilterField.TO.parameter(), new String[] {to.minusDays(1).toString()});
            ReportQuery query = ReportQuery.of(view, visible, clock);
            SortedSet<String> leftOut = new TreeSet<>(sites.of(stored(mailing)).ids());
            leftOut.removeAll(visible.ids());
            return new MailedReport(query, visible, query.address(), owner, leftOut);
        });
    }

    /** Returns the file of a report, with the columns that whoever saved the setting has chosen for their own downloads. */
    FileRequest file(MailedReport report, FileFormat format) {
        ChosenColumns chosen =
                ChosenColumns.of(format, columns.of(report.owner().name(), format.name()));
        return FileRequest.of(report.query(), report.sites(), chosen);
    }

    /** Returns whoever saved a setting as they may see now; empty: they are no administrator any more. */
    private Optional<ReportUser> owner(Mailing mailing) {
        ReportUser stored = stored(mailing);
        Optional<ReportUser> now = directory.find(mailing.owner());
        if (now.isEmpty()) {
            return directory.isProvided(mailing.owner()) ? Optional.of(stored) : Optional.empty();
        }
        return now.filter(user -> user.may(Role.ADMINISTRATOR)).map(user -> both(stored, user));
    }

    /** Returns whoever saved a setting as they were then. */
    private static ReportUser stored(Mailing mailing) {
        SortedSet<String> then = mailing.sites() == null ? null : new TreeSet<>(mailing.sites());
        return new ReportUser(mailing.owner(), Role.ADMINISTRATOR, then);
    }

    private static ReportUser both(ReportUser then, ReportUser now) {
        SortedSet<String> sites = then.sites();
        return sites == null ? now : new ReportUser(now.name(), now.role(), now.seen(sites));
    }
}
