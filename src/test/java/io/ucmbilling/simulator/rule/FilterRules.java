package io.ucmbilling.simulator.rule;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.query.NumberPattern;
import io.ucmbilling.simulator.examination.Examination;
import io.ucmbilling.simulator.examination.FilterCheck;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Rule.Area;
import io.ucmbilling.simulator.examination.Sample;
import io.ucmbilling.simulator.examination.SampleRecord;
import io.ucmbilling.simulator.examination.UnreadableAnswerException;
import io.ucmbilling.simulator.examination.Verdict;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rules of caller, callee, answeredby, minDur and maxDur (contract S2). */
final class FilterRules {
    private static final String GUIDE = "guide, caller";
    private static final String NO_VALUE = "no value that some records have and others have not";

    private FilterRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("caller", "caller matches src", GUIDE, e -> exact(e, "caller", Field.SRC)),
                rule("callee", "callee matches dst", GUIDE, e -> exact(e, "callee", Field.DST)),
                rule("answeredby", "answeredby matches who answered", GUIDE, FilterRules::answeredBy),
                rule("list", "a comma parts several values, any of which matches", GUIDE, FilterRules::list),
                rule("list-repeated", "caller given twice is one list", GUIDE, FilterRules::repeated),
                rule(
                        "list-comma-behind",
                        "a comma behind the last value does not count",
                        "contract S2",
                        FilterRules::commaBehind),
                rule(
                        "wildcard-any",
                        "@ stands for any characters",
                        GUIDE,
                        e -> wildcard(e, value -> value.substring(0, value.length() - 1) + "@")),
                rule(
                        "wildcard-one",
                        "_ stands for exactly one character",
                        GUIDE,
                        e -> wildcard(e, value -> value.substring(0, value.length() - 1) + "_")),
                rule("wildcard-hyphen", "beside a wildcard - is a hyphen, not a range", GUIDE, FilterRules::hyphen),
                rule("range", "low-high matches numbers, both ends included", GUIDE, FilterRules::range),
                rule("range-zero", "0-0 matches what is no number, and nothing", GUIDE, FilterRules::zero),
                rule("min-duration", "minDur matches billsec, inclusive", "guide, minDur", e -> duration(e, "minDur")),
                rule("max-duration", "maxDur matches billsec, inclusive", "guide, minDur", e -> duration(e, "maxDur")),
                rule("filters-together", "all filters given must match", "guide, parameters", FilterRules::together));
    }

    private static Rule rule(String id, String says, String source, Rule.Judge judge) {
        return new Rule(id, Area.FILTERS, says, source, judge);
    }

    private static Finding exact(Examination examination, String name, Field field)
            throws IOException, UnreadableAnswerException {
        Optional<String> value = examination.sample().common(field, any -> true);
        return value.isEmpty()
                ? Finding.unknown(NO_VALUE)
                : new FilterCheck(examination, record -> record.text(field).equals(value.get()))
                        .judge(name + "=" + value.get());
    }

    /**
     * By dstanswer, or by dstchannel_ext in records without it. Whoever serves newer records in the old shape may know dstanswer
     * nevertheless, which is empty where nobody answered.
     */
    private static Finding answeredBy(Examination examination) throws IOException, UnreadableAnswerException {
        Sample sample = examination.sample();
        if (sample.plain().stream().anyMatch(record -> record.has(Field.DSTANSWER))) {
            return exact(examination, "answeredby", Field.DSTANSWER);
        }
        Optional<String> value = sample.common(Field.DSTCHANNEL_EXT, any -> true);
        if (value.isEmpty()) {
            return Finding.unknown(NO_VALUE);
        }
        Predicate<SampleRecord> named =
                record -> record.text(Field.DSTCHANNEL_EXT).equals(value.get());
        Predicate<SampleRecord> answered =
                record -> record.text(Field.DISPOSITION).equals("ANSWERED");
        return new FilterCheck(examination, named.and(answered), named).judge("answeredby=" + value.get());
    }

    /** Two callers, neither of which is the other's. */
    private static List<String> two(Examination examination) throws IOException, UnreadableAnswerException {
        Sample sample = examination.sample();
        Optional<String> one = sample.common(Field.SRC, any -> true);
        Optional<String> other = one.flatMap(first -> sample.common(Field.SRC, value -> !value.equals(first)));
        return other.isEmpty() ? List.of() : List.of(one.get(), other.get());
    }

    private static Finding list(Examination examination) throws IOException, UnreadableAnswerException {
        List<String> two = two(examination);
        return anyOf(examination, two, "caller=" + String.join(",", two));
    }

    private static Finding repeated(Examination examination) throws IOException, UnreadableAnswerException {
        List<String> two = two(examination);
        return anyOf(examination, two, "caller=" + String.join("&caller=", two));
    }

    private static Finding commaBehind(Examination examination) throws IOException, UnreadableAnswerException {
        List<String> two = two(examination);
        return anyOf(examination, two, "caller=" + String.join(",", two) + ",");
    }

    private static Finding anyOf(Examination examination, List<String> values, String query)
            throws IOException, UnreadableAnswerException {
        return values.isEmpty()
                ? Finding.unknown("fewer than two callers")
                : new FilterCheck(examination, record -> values.contains(record.text(Field.SRC))).judge(query);
    }

    private static Finding wildcard(Examination examination, Function<String, String> pattern)
            throws IOException, UnreadableAnswerException {
        Optional<String> value = examination.sample().common(Field.SRC, text -> text.length() > 1);
        if (value.isEmpty()) {
            return Finding.unknown(NO_VALUE);
        }
        NumberPattern wildcard = new NumberPattern.Wildcard(pattern.apply(value.get()));
        return new FilterCheck(examination, record -> wildcard.matches(record.text(Field.SRC)))
                .judge("caller=" + pattern.apply(value.get()));
    }

    /** A range but for the wildcard: who reads a range finds records. */
    private static Finding hyphen(Examination examination) throws IOException, UnreadableAnswerException {
        Optional<String> value = number(examination);
        if (value.isEmpty()) {
            return Finding.unknown(NO_VALUE);
        }
        List<CdrRecord> found = examination.matching("caller=" + value.get() + "-" + value.get() + "@");
        return Finding.of(found.isEmpty(), examination.lastAsked(), found.size() + " records", "no record");
    }

    private static Optional<String> number(Examination examination) throws IOException, UnreadableAnswerException {
        return examination.sample().common(Field.SRC, value -> value.matches("[1-9][0-9]{1,17}"));
    }

    private static Finding range(Examination examination) throws IOException, UnreadableAnswerException {
        Optional<String> value = number(examination);
        if (value.isEmpty()) {
            return Finding.unknown(NO_VALUE);
        }
        BigInteger high = new BigInteger(value.get());
        BigInteger low = high.subtract(BigInteger.TWO);
        NumberPattern range = new NumberPattern.Range(low, high);
        return new FilterCheck(examination, record -> range.matches(record.text(Field.SRC)))
                .judge("caller=" + low + "-" + high);
    }

    private static Finding zero(Examination examination) throws IOException, UnreadableAnswerException {
        NumberPattern zero = new NumberPattern.Range(BigInteger.ZERO, BigInteger.ZERO);
        Finding callee =
                new FilterCheck(examination, record -> zero.matches(record.text(Field.DST))).judge("callee=0-0");
        return callee.verdict() != Verdict.CANNOT_BE_TOLD
                ? callee
                : new FilterCheck(examination, record -> zero.matches(record.text(Field.SRC))).judge("caller=0-0");
    }

    private static Finding duration(Examination examination, String name)
            throws IOException, UnreadableAnswerException {
        List<Long> durations = examination.sample().records().stream()
                .map(SampleRecord::billableSeconds)
                .filter(seconds -> seconds > 0)
                .sorted()
                .toList();
        if (durations.isEmpty()) {
            return Finding.unknown("no record with a billsec above 0");
        }
        long bound = durations.get(durations.size() / 2);
        boolean least = name.equals("minDur");
        return new FilterCheck(
                        examination,
                        record -> least ? record.billableSeconds() >= bound : record.billableSeconds() <= bound)
                .judge(name + "=" + bound);
    }

    private static Finding together(Examination examination) throws IOException, UnreadableAnswerException {
        Optional<String> value = examination.sample().common(Field.SRC, any -> true);
        return value.isEmpty()
                ? Finding.unknown(NO_VALUE)
                : new FilterCheck(
                                examination,
                                record -> record.text(Field.SRC).equals(value.get()) && record.billableSeconds() == 0)
                        .judge("caller=" + value.get() + "&maxDur=0");
    }
}
