package io.ucmbilling.report.mailing;

import io.ucmbilling.report.filter.FieldError;
import io.ucmbilling.report.filter.FilterField;
import io.ucmbilling.report.filter.FilterForm;
import io.ucmbilling.report.filter.ReportQuery;
import io.ucmbilling.report.filter.ReportSites;
import io.ucmbilling.report.mail.ViewAddress;
import io.ucmbilling.report.user.ReportUser;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Reads the filter of a setting, an address of the page of calls. One that is not wholly understood would stand for more calls than were
 * meant. It is refused.
 */
@Component
final class MailedFilterReader {
    private static final int LONGEST = 8_000;

    private final ReportSites sites;
    private final Clock clock;

    MailedFilterReader(ReportSites sites, Clock clock) {
        this.sites = sites;
        this.clock = clock;
    }

    /** Returns the query of the view without its period, as the page of calls writes it. */
    String read(MailingForm form, ReportUser user) {
        String pasted = form.text(MailingForm.FILTER);
        if (ViewAddress.isOfCalls(pasted) && pasted.length() <= LONGEST) {
            try {
                return read(form, user, ViewAddress.parameters(ViewAddress.query(pasted)));
            } catch (IllegalArgumentException e) {
                // Told below: a per cent sign has no code behind it.
            }
        }
        form.wrong(MailingForm.FILTER, "filter");
        return "";
    }

    private String read(MailingForm form, ReportUser user, Map<String, String[]> parameters) {
        ReportQuery query = ReportQuery.of(parameters, sites.of(user), clock);
        String wrong = Stream.concat(
                        FieldError.names(query.errors()).lines(), FilterForm.unknown(parameters.keySet()).stream())
                .collect(Collectors.joining(", "));
        if (!wrong.isEmpty()) {
            form.wrong(MailingForm.FILTER, "filter.wrong", wrong);
        }
        return query.form()
                .with(FilterField.PERIOD)
                .with(FilterField.FROM)
                .with(FilterField.TO)
                .with(FilterField.PAGE)
                .address();
    }
}
