package io.ucmbilling.simulator.rule;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.simulator.examination.Examination;
import io.ucmbilling.simulator.examination.FilterCheck;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Rule.Area;
import io.ucmbilling.simulator.examination.SampleRecord;
import io.ucmbilling.simulator.examination.UnreadableAnswerException;
import io.ucmbilling.simulator.examination.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rules of startTime and endTime: their bounds and their forms (contract S2). */
final class TimeRules {
    private static final String GUIDE = "guide, startTime";
    private static final String NO_MOMENT = "the records' starts are not known, or are all the same";

    private TimeRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("start-bound", "startTime is included", GUIDE, TimeRules::startBound),
                rule("end-bound", "endTime is included", GUIDE, TimeRules::endBound),
                rule("time-empty", "an empty bound is none", GUIDE, TimeRules::empty),
                rule("time-zone", "-HH:MM and %2BHH:MM are zones", GUIDE, TimeRules::zone),
                rule(
                        "time-zone-plus",
                        "a + that came unescaped is one",
                        "contract S2",
                        e -> alike(e, moment -> at(moment, 2, "+02:00"))),
                rule(
                        "time-utc",
                        "without a zone a time is UTC",
                        "guide, query 3",
                        e -> alike(e, moment -> at(moment, 0, ""))),
                rule("time-minutes", "YYYY-MM-DDTHH:MM", GUIDE, TimeRules::minutes),
                rule(
                        "time-fraction",
                        "YYYY-MM-DDTHH:MM:SS.SSS",
                        GUIDE,
                        e -> alike(e, moment -> at(moment, 0, ".000Z"))),
                rule("time-date", "a date alone is its 00:00 UTC", GUIDE, TimeRules::date),
                rule("time-of-day", "HH:MM is on 2000-01-01", GUIDE, TimeRules::timeOfDay),
                rule("time-now", "now", GUIDE, TimeRules::now),
                rule(
                        "time-epoch",
                        "ten digits are epoch seconds",
                        GUIDE,
                        e -> alike(e, moment -> "" + moment.getEpochSecond())));
    }

    private static Rule rule(String id, String says, String source, Rule.Judge judge) {
        return new Rule(id, Area.TIMES, says, source, judge);
    }

    /** The wall clock of a zone so many hours ahead of UTC, and its suffix. */
    private static String at(Instant moment, int hoursAhead, String suffix) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                        .format(moment.atOffset(ZoneOffset.ofHours(hoursAhead)))
                + suffix;
    }

    private static Finding startBound(Examination examination) throws IOException, UnreadableAnswerException {
        return bound(examination, "startTime", moment -> start -> !start.isBefore(moment));
    }

    private static Finding endBound(Examination examination) throws IOException, UnreadableAnswerException {
        return bound(examination, "endTime", moment -> start -> !start.isAfter(moment));
    }

    private static Finding bound(Examination examination, String name, Function<Instant, Predicate<Instant>> within)
            throws IOException, UnreadableAnswerException {
        Optional<Instant> middle = examination.sample().middle();
        if (middle.isEmpty()) {
            return Finding.unknown(NO_MOMENT);
        }
        Predicate<Instant> matches = within.apply(middle.get());
        return new FilterCheck(examination, record -> matches.test(Objects.requireNonNull(record.start())))
                .judge(name + "=" + at(middle.get(), 0, "Z"));
    }

    /** Whether a bound in another form gives what the plain one gives. */
    private static Finding alike(Examination examination, Function<Instant, String> form)
            throws IOException, UnreadableAnswerException {
        Optional<Instant> middle = examination.sample().middle();
        return middle.isEmpty()
                ? Finding.unknown(NO_MOMENT)
                : alike(examination, "endTime=" + form.apply(middle.get()), "endTime=" + at(middle.get(), 0, "Z"));
    }

    private static Finding alike(Examination examination, String form, String plain)
            throws IOException, UnreadableAnswerException {
        List<CdrRecord> expected = examination.matching(plain);
        List<CdrRecord> found = examination.matching(form);
        String records = " records, as with " + plain;
        return expected.isEmpty()
                ? Finding.unknown("nothing comes with " + plain)
                : Finding.of(
                        found.equals(expected),
                        examination.lastAsked(),
                        found.size() + " records",
                        expected.size() + records);
    }

    private static Finding zone(Examination examination) throws IOException, UnreadableAnswerException {
        Finding behind = alike(examination, moment -> at(moment, -6, "-06:00"));
        return behind.verdict() == Verdict.AGREES ? alike(examination, moment -> at(moment, 2, "%2B02:00")) : behind;
    }

    private static Finding minutes(Examination examination) throws IOException, UnreadableAnswerException {
        Optional<Instant> middle = examination.sample().middle().map(moment -> moment.truncatedTo(ChronoUnit.MINUTES));
        return middle.isEmpty()
                ? Finding.unknown(NO_MOMENT)
                : alike(
                        examination,
                        "endTime=" + at(middle.get(), 0, "").replaceFirst(":00$", "Z"),
                        "endTime=" + at(middle.get(), 0, "Z"));
    }

    /** The beginning of the second day in the sample, or of the day behind it. */
    private static Finding date(Examination examination) throws IOException, UnreadableAnswerException {
        List<LocalDate> days = examination.sample().records().stream()
                .map(SampleRecord::start)
                .filter(Objects::nonNull)
                .map(start -> start.atOffset(ZoneOffset.UTC).toLocalDate())
                .sorted()
                .toList();
        if (days.isEmpty()) {
            return Finding.unknown(NO_MOMENT);
        }
        LocalDate second = days.getFirst().plusDays(1);
        LocalDate day = days.getLast().isBefore(second) ? second : days.getLast();
        return alike(examination, "startTime=" + day, "startTime=" + day + "T00:00:00Z");
    }

    private static Finding empty(Examination examination) throws IOException, UnreadableAnswerException {
        List<CdrRecord> expected = examination.matching("offset=0");
        List<CdrRecord> found = examination.matching("startTime=&endTime=");
        return everything(examination, expected, found);
    }

    private static Finding everything(Examination examination, List<CdrRecord> expected, List<CdrRecord> found) {
        return expected.isEmpty()
                ? Finding.unknown("there is no record")
                : Finding.of(
                        found.equals(expected),
                        examination.lastAsked(),
                        found.size() + " records",
                        expected.size() + " records, as without a bound");
    }

    private static Finding timeOfDay(Examination examination) throws IOException, UnreadableAnswerException {
        List<CdrRecord> none = examination.matching("endTime=23:59");
        if (!none.isEmpty()) {
            return Finding.of(false, examination.lastAsked(), none.size() + " records", "none, as all are younger");
        }
        List<CdrRecord> expected = examination.matching("offset=0");
        return everything(examination, expected, examination.matching("startTime=00:00:30"));
    }

    private static Finding now(Examination examination) throws IOException, UnreadableAnswerException {
        List<CdrRecord> none = examination.matching("startTime=now");
        if (!none.isEmpty()) {
            return Finding.of(false, examination.lastAsked(), none.size() + " records", "none, as all are older");
        }
        List<CdrRecord> expected = examination.matching("offset=0");
        return everything(examination, expected, examination.matching("endTime=now"));
    }
}
