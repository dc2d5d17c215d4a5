package io.ucmbilling.report.filter;

import io.ucmbilling.calls.view.ExtraConditions;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.contract.StorableText;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single fields of a form, and notes what is wrong with them. */
final class QueryReader {
    /** Numbers, names or trunks in one field. */
    private static final int MOST_ITEMS = 50;

    private static final Pattern NUMBER = Pattern.compile("[^\\p{Cntrl}]{1,64}");

    private final FilterForm form;
    private final List<FieldError> errors = new ArrayList<>();

    QueryReader(FilterForm form) {
        this.form = form;
    }

    List<FieldError> errors() {
        return errors;
    }

    /** Notes what is wrong with a field. */
    void wrong(FilterField field, String text, String... arguments) {
        errors.add(FieldError.of(field, text, arguments));
    }

    /**
     * Returns the items of a field, which stand by commas, in the order in which they were typed. As in the REST view, a comma inside an
     * item is {@code \,}, and a backslash {@code \\}; any other backslash is itself.
     */
    Set<String> items(FilterField field) {
        Set<String> items = new LinkedHashSet<>();
        for (String part : FilterForm.items(form.text(field))) {
            String item = part.strip();
            if (item.length() > ExtraConditions.LONGEST) {
                wrong(field, "long", Integer.toString(ExtraConditions.LONGEST));
            } else if (!StorableText.isStorable(item)) {
                wrong(field, "characters");
            } else if (!item.isEmpty()) {
                items.add(item);
            }
        }
        if (items.size() > MOST_ITEMS) {
            wrong(field, "many", Integer.toString(MOST_ITEMS));
            return Set.of();
        }
        return items;
    }

    Set<NumberMatch> numbers(FilterField field) {
        return numbers(field, NumberMatch::parsePartial);
    }

    /** Returns extensions: other than numbers, they are whole unless a {@code *} ends them. */
    Set<NumberMatch> extensions(FilterField field) {
        return numbers(field, NumberMatch::parse);
    }

    private Set<NumberMatch> numbers(FilterField field, Function<String, NumberMatch> parser) {
        Set<NumberMatch> numbers = new LinkedHashSet<>();
        for (String item : items(field)) {
            if (NUMBER.matcher(item).matches() && !item.equals("*")) {
                numbers.add(parser.apply(item));
            } else {
                wrong(field, "number", item);
            }
        }
        return numbers;
    }

    /** Returns the chosen ones of an enumeration's constants. */
    <T extends Enum<T>> Set<T> choices(FilterField field, Class<T> type) {
        return chosen(field, value -> {
            try {
                return Optional.of(Enum.valueOf(type, value));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** Returns the chosen ones of some known texts. */
    Set<String> known(FilterField field, Collection<String> known) {
        return chosen(field, value -> known.contains(value) ? Optional.of(value) : Optional.empty());
    }

    private <T> Set<T> chosen(FilterField field, Function<String, Optional<T>> reading) {
        Set<T> chosen = new LinkedHashSet<>();
        for (String value : form.all(field)) {
            Optional<T> read = reading.apply(value);
            read.ifPresentOrElse(chosen::add, () -> wrong(field, "choice", value));
        }
        return chosen;
    }

    /** Returns whether the only choice of a field is taken. */
    boolean isChosen(FilterField field, String choice) {
        return !known(field, Set.of(choice)).isEmpty();
    }

    @Nullable
    Boolean yesOrNo(FilterField field) {
        return switch (form.text(field)) {
            case "" -> null;
            case "yes" -> Boolean.TRUE;
            case "no" -> Boolean.FALSE;
            default -> {
                wrong(field, "choice", form.text(field));
                yield null;
            }
        };
    }

    @Nullable
    String text(FilterField field) {
        String text = form.text(field);
        if (text.length() > ExtraConditions.LONGEST) {
            wrong(field, "long", Integer.toString(ExtraConditions.LONGEST));
            return null;
        }
        if (!StorableText.isStorable(text)) {
            wrong(field, "characters");
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    ReportZone zone() {
        String name = form.text(FilterField.ZONE);
        if (name.isEmpty()) {
            return ReportZone.OF_SITES;
        }
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return new ReportZone(ZoneId.of(name));
        }
        wrong(FilterField.ZONE, "zone", name);
        return ReportZone.OF_SITES;
    }

    /** Returns a time of the day, such as 08:30. */
    @Nullable
    LocalTime timeOfDay(FilterField field) {
        String text = form.text(field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            wrong(field, "time-of-day", text);
            return null;
        }
    }

    /** Returns a length in seconds; null: none was typed. */
    @Nullable
    Integer seconds(FilterField field) {
        String text = form.text(field);
        if (!text.isEmpty() && !text.matches("[0-9]{1,9}")) {
            wrong(field, "seconds", text);
            return null;
        }
        return text.isEmpty() ? null : Integer.valueOf(text);
    }

    /** Returns a whole number within bounds; what is none, the default, as nobody types it. */
    int number(FilterField field, int fallback, int most) {
        String text = form.text(field);
        if (!text.matches("[0-9]{1,18}")) {
            return fallback;
        }
        return Math.clamp(Long.parseLong(text), 1, most);
    }
}
