package io.ucmbilling.report.mailing;

import io.ucmbilling.store.mailing.MailedFiles;
import io.ucmbilling.store.mailing.MailedRecordings;
import io.ucmbilling.store.mailing.Mailing;
import io.ucmbilling.store.mailing.MailingPeriod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Form of a setting as it was filled in, right or wrong: nothing that was typed is lost.
 *
 * @param values by field
 * @param errors what is wrong, by field
 */
record MailingForm(Map<String, String> values, Map<String, FormError> errors) {
    static final String NAME = "name";
    static final String ENABLED = "enabled";
    static final String PERIOD = "period";
    static final String WEEKDAY = "weekday";
    static final String MONTH_DAY = "monthDay";
    static final String TIME = "time";
    static final String ZONE = "zone";
    static final String RECIPIENTS = "recipients";
    static final String FILTER = "filter";
    static final String FILES = "files";
    static final String RECORDINGS = "recordings";

    private static final List<String> FIELDS =
            List.of(NAME, ENABLED, PERIOD, WEEKDAY, MONTH_DAY, TIME, ZONE, RECIPIENTS, FILTER, FILES, RECORDINGS);

    /** Characters of a field that are looked at. */
    private static final int LONGEST = 10_000;

    /**
     * What is wrong with a field.
     *
     * @param text key in the text bundle
     * @param arguments of that text
     */
    record FormError(String text, List<String> arguments) {}

    /** Takes what was sent. */
    static MailingForm of(Map<String, String> sent) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : FIELDS) {
            String value = sent.getOrDefault(field, "").strip();
            values.put(field, value.substring(0, Math.min(LONGEST, value.length())));
        }
        return new MailingForm(values, new LinkedHashMap<>());
    }

    /** Returns the form of a new setting. */
    static MailingForm fresh(String zone, String filter) {
        return of(Map.of(
                ENABLED,
                "true",
                PERIOD,
                MailingPeriod.DAILY.name(),
                WEEKDAY,
                "1",
                MONTH_DAY,
                "1",
                TIME,
                "06:00",
                ZONE,
                zone,
                FILTER,
                filter,
                FILES,
                MailedFiles.CSV.name(),
                RECORDINGS,
                MailedRecordings.NONE.name()));
    }

    /** Returns the form of a setting that is kept. */
    static MailingForm of(Mailing mailing) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(NAME, mailing.name());
        values.put(ENABLED, Boolean.toString(mailing.enabled()));
        values.put(PERIOD, mailing.period().name());
        values.put(WEEKDAY, mailing.period() == MailingPeriod.WEEKLY ? Integer.toString(mailing.day()) : "1");
        values.put(MONTH_DAY, mailing.period() == MailingPeriod.MONTHLY ? Integer.toString(mailing.day()) : "1");
        values.put(TIME, mailing.time().toString());
        values.put(ZONE, mailing.zone().getId());
        values.put(RECIPIENTS, String.join("\n", mailing.recipients()));
        values.put(FILTER, mailing.filter().isEmpty() ? "" : "/calls?" + mailing.filter());
        values.put(FILES, mailing.files().name());
        values.put(RECORDINGS, mailing.recordings().name());
        return of(values);
    }

    String text(String field) {
        return values.getOrDefault(field, "");
    }

    void wrong(String field, String text, String... arguments) {
        errors.putIfAbsent(field, new FormError("mailing.error." + text, List.of(arguments)));
    }

    /** Returns what is wrong with a field; null: nothing. */
    public @Nullable FormError error(String field) {
        return errors.get(field);
    }
}
