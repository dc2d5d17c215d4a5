package io.ucmbilling.report.download;

import io.ucmbilling.report.export.ChosenColumns;
import io.ucmbilling.report.export.FileFormat;
import io.ucmbilling.report.export.ReportColumn;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.store.report.ColumnChoices;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Columns that users have chosen. */
@Component
final class ColumnChoice {
    private final ColumnChoices choices;
    private final Clock clock;

    ColumnChoice(ColumnChoices choices, Clock clock) {
        this.choices = choices;
        this.clock = clock;
    }

    /** Returns what a user has chosen, or all. */
    ChosenColumns of(ReportUser user, FileFormat format) {
        return ChosenColumns.of(format, choices.of(user.name(), format.name()));
    }

    void choose(ReportUser user, ChosenColumns columns) {
        choices.choose(user.name(), columns.format().name(), columns.text(), clock.instant());
    }

    /**
     * Column as the form offers it.
     *
     * @param place from 1 on; 0: it is not chosen
     */
    record OfferedColumn(ReportColumn column, int place) {}
}
