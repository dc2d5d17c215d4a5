package io.ucmbilling.report.filter;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands in the fields of the form, by the names of the fields as templates write them, such as {@code caller-number}. */
public record FilterFields(ReportQuery query) {

    private static FilterField field(String name) {
        return FilterField.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Returns the name that the field has in the form. */
    public String name(String name) {
        return field(name).parameter();
    }

    /**
     * Returns what was typed, right or wrong; of the period, the times that it stands for, since no control shows a date alone, and the quick
     * range if one is shown.
     */
    public String text(String name) {
        FilterField field = field(name);
        if (field == FilterField.PERIOD) {
            return query.range() == null ? "" : query.range().parameter();
        }
        boolean ofPeriod = field == FilterField.FROM || field == FilterField.TO;
        if (!ofPeriod || query.error(field).isPresent()) {
            return query.form().text(field);
        }
        return ReportPeriod.field(
                field == FilterField.FROM
                        ? query.period().from()
                        : query.period().to());
    }

    public boolean has(String name, String value) {
        return query.form().has(field(name), value);
    }

    /** Returns what is wrong with the field; empty: nothing. */
    public Optional<FieldError> error(String name) {
        return query.error(field(name));
    }

    /** Returns the type of the field's control. A control for times, or for numbers, cannot show what is none, so that is shown as text. */
    public String type(String name, String type) {
        boolean isShown = type.equals("text") || type.equals("search");
        return !isShown && error(name).isPresent() ? "text" : type;
    }

    /** Returns whether any of the fields is filled in that few people need. */
    public boolean isMore() {
        return Stream.of(
                        FilterField.CALLEE_NUMBER,
                        FilterField.DIALLED_NUMBER,
                        FilterField.ANSWERED_BY,
                        FilterField.SITE,
                        FilterField.STATUS,
                        FilterField.TRUNK,
                        FilterField.EXTENSION,
                        FilterField.RECORDED,
                        FilterField.TEXT,
                        FilterField.DAY,
                        FilterField.HOURS_FROM,
                        FilterField.HOURS_TO,
                        FilterField.HOURS,
                        FilterField.WAITED_FROM,
                        FilterField.WAITED_TO,
                        FilterField.MISSED,
                        FilterField.ZONE)
                .anyMatch(field -> !query.form().isEmpty(field));
    }
}
