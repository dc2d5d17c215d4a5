package io.ucmbilling.contract.query;

import io.ucmbilling.contract.Excerpt;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery.Parsed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reader of a request by contract S2. The first rule that is broken is the reason given. */
final class CdrQueryReader {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    /** The parameters of cdrapi. */
    private enum Name {
        FORMAT("format"),
        NUM_RECORDS("numRecords"),
        OFFSET("offset"),
        CALLER("caller"),
        CALLEE("callee"),
        ANSWERED_BY("answeredby"),
        START_TIME("startTime"),
        END_TIME("endTime"),
        MIN_DUR("minDur"),
        MAX_DUR("maxDur");

        private final String wireName;

        Name(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the parameter of that name in any case, or null. */
        static @Nullable Name of(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return Stream.of(values())
                    .filter(known -> known.wireName.toLowerCase(Locale.ROOT).equals(lower))
                    .findFirst()
                    .orElse(null);
        }
    }

    private final Map<Name, List<String>> values = new EnumMap<>(Name.class);
    private @Nullable String fault;

    private CdrQueryReader(RequestParameters parameters) {
        fault = parameters.fault();
        for (RequestParameters.Variable variable : parameters.all()) {
            Name name = Name.of(variable.name());
            if (name == null) {
                wrong("found the unknown parameter '" + Excerpt.masked(variable.name())
                        + "', expected one of cdrapi's");
            } else {
                keep(name, variable.value());
            }
        }
    }

    static Parsed read(RequestParameters parameters) {
        CdrQueryReader reader = new CdrQueryReader(parameters);
        Format format = reader.format();
        if (format == null) {
            reader.wrong("format: found " + Excerpt.of(reader.first(Name.FORMAT)) + ", expected csv, xml or json");
            format = Format.CSV;
        }
        CdrQuery query = reader.query(format);
        return reader.fault == null ? new Parsed.Valid(query) : new Parsed.Wrong(format, reader.fault);
    }

    private void keep(Name name, @Nullable String value) {
        List<String> given = values.computeIfAbsent(name, first -> new ArrayList<>());
        if (!given.isEmpty() && name != Name.CALLER && name != Name.CALLEE) {
            wrong(name.wireName + ": found it twice, expected it once");
        }
        // What could not be decoded has its fault already; as an empty value it is still no format.
        given.add(value == null ? "" : value);
        if (given.getLast().isEmpty() && name != Name.START_TIME && name != Name.END_TIME) {
            wrong(name.wireName + ": found an empty value, expected one");
        }
    }

    private void wrong(String reason) {
        fault = fault == null ? reason : fault;
    }

    private String first(Name name) {
        List<String> given = values.get(name);
        return given == null ? "" : given.getFirst();
    }

    /** Returns the format, CSV if none is given; null if it is wrong or given twice. */
    private @Nullable Format format() {
        List<String> given = values.getOrDefault(Name.FORMAT, List.of("csv"));
        return given.size() == 1 ? Format.named(given.getFirst()) : null;
    }

    private CdrQuery query(Format format) {
        Long numRecords = number(Name.NUM_RECORDS);
        Long offset = number(Name.OFFSET);
        return new CdrQuery(
                format,
                numRecords == null ? CdrQuery.MOST_RECORDS : (int) Math.min(numRecords, CdrQuery.MOST_RECORDS),
                offset == null ? 0 : offset,
                patterns(Name.CALLER),
                patterns(Name.CALLEE),
                patterns(Name.ANSWERED_BY),
                time(Name.START_TIME),
                time(Name.END_TIME),
                number(Name.MIN_DUR),
                number(Name.MAX_DUR));
    }

    /** Returns the number, at most {@link Long#MAX_VALUE} however many digits there are; null if there is none. */
    private @Nullable Long number(Name name) {
        if (first(name).isEmpty()) {
            return null;
        }
        if (!DIGITS.matcher(first(name)).matches()) {
            wrong(name.wireName + ": found " + Excerpt.of(first(name)) + ", expected digits");
            return null;
        }
        String number = withoutLeadingZeros(first(name));
        return number.length() > 19
                ? Long.MAX_VALUE
                : new BigInteger(number).min(MOST).longValue();
    }

    /** Returns the same number with no zero in front; zero itself as one. */
    private static String withoutLeadingZeros(String digits) {
        int begin = 0;
        while (begin < digits.length() - 1 && digits.charAt(begin) == '0') {
            begin++;
        }
        return digits.substring(begin);
    }

    private @Nullable List<NumberPattern> patterns(Name name) {
        List<String> given = values.getOrDefault(name, List.of());
        List<NumberPattern> patterns = new ArrayList<>();
        for (String value : given) {
            try {
                patterns.addAll(NumberPatternList.parse(value));
            } catch (WrongValueException e) {
                wrong(name.wireName + ": " + e.getMessage());
            }
        }
        return patterns.isEmpty() ? null : patterns;
    }

    private @Nullable TimeBound time(Name name) {
        try {
            return first(name).isEmpty() ? null : QueryTimes.parse(first(name));
        } catch (WrongValueException e) {
            wrong(name.wireName + ": " + e.getMessage());
            return null;
        }
    }
}
