package io.ucmbilling.contract.query;

import io.ucmbilling.contract.Format;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request to cdrapi: the parameters of contract S2. All that are given must match.
 *
 * @param format of the answer
 * @param numRecords 0 to 1000
 * @param offset matching records to skip, 0 or more
 * @param caller patterns on {@code src}, any of which must match; null: not asked
 * @param callee patterns on {@code dst}; null: not asked
 * @param answeredBy patterns on {@code dstanswer} if the record has that field, else on {@code dstchannel_ext}; null:
 *     not asked
 * @param startTime lower bound of the start instant, inclusive; null: none
 * @param endTime upper bound of the start instant, inclusive; null: none
 * @param minDur lower bound of billsec in seconds, inclusive; null: none
 * @param maxDur upper bound of billsec in seconds, inclusive; null: none
 */
public record CdrQuery(
        Format format,
        int numRecords,
        long offset,
        @Nullable List<NumberPattern> caller,
        @Nullable List<NumberPattern> callee,
        @Nullable List<NumberPattern> answeredBy,
        @Nullable TimeBound startTime,
        @Nullable TimeBound endTime,
        @Nullable Long minDur,
        @Nullable Long maxDur) {

    public CdrQuery {
        if (numRecords < 0 || numRecords > MOST_RECORDS || offset < 0) {
            throw new IllegalArgumentException("found numRecords " + numRecords + " and offset " + offset
                    + ", expected 0 to " + MOST_RECORDS + " and 0 or more");
        }
        caller = copy(caller);
        callee = copy(callee);
        answeredBy = copy(answeredBy);
    }

    /** The most records an answer holds (guide: numRecords). */
    public static final int MOST_RECORDS = 1000;

    /** Returns the query for everything, from the start: as without parameters, but in that format. */
    public static CdrQuery all(Format format) {
        return new CdrQuery(format, MOST_RECORDS, 0, null, null, null, null, null, null, null);
    }

    /** Returns the same question for another page. */
    public CdrQuery page(long offset, int numRecords) {
        return new CdrQuery(format, numRecords, offset, caller, callee, answeredBy, startTime, endTime, minDur, maxDur);
    }

    /** Returns the same question within other bounds of the start, both inclusive. */
    public CdrQuery between(@Nullable TimeBound startTime, @Nullable TimeBound endTime) {
        return new CdrQuery(format, numRecords, offset, caller, callee, answeredBy, startTime, endTime, minDur, maxDur);
    }

    /** Result of reading a request. */
    public sealed interface Parsed {
        /** A request that keeps every rule. */
        record Valid(CdrQuery query) implements Parsed {}

        /**
         * A request that breaks a rule and is answered with the empty container.
         *
         * @param format the container's format: CSV if {@code format} itself is wrong or given twice
         * @param reason names the parameter, what was found and what was expected; for the log
         */
        record Wrong(Format format, String reason) implements Parsed {}
    }

    /**
     * Reads a request by contract S2. Query and body variables count together, query first. Characters outside ASCII that
     * come unescaped count as themselves.
     *
     * @param query the raw query, not decoded, without {@code ?}; null: none
     * @param body the raw form body, not decoded; null: none
     */
    public static Parsed parse(@Nullable String query, @Nullable String body) {
        return CdrQueryReader.read(new RequestParameters(query, body));
    }

    /**
     * Returns this question as name and decoded value, in the order format, numRecords, offset, caller, callee,
     * answeredby, startTime, endTime, minDur, maxDur, leaving out what is not asked. Instants are written as ten digits
     * of epoch seconds if they fit, so that no zone can be misread. Reading it again gives an equal query.
     */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("format", format.name().toLowerCase(Locale.ROOT));
        parameters.put("numRecords", Integer.toString(numRecords));
        parameters.put("offset", Long.toString(offset));
        put(parameters, "caller", caller, NumberPatternList::text);
        put(parameters, "callee", callee, NumberPatternList::text);
        put(parameters, "answeredby", answeredBy, NumberPatternList::text);
        put(parameters, "startTime", startTime, QueryTimes::text);
        put(parameters, "endTime", endTime, QueryTimes::text);
        put(parameters, "minDur", minDur, String::valueOf);
        put(parameters, "maxDur", maxDur, String::valueOf);
        return parameters;
    }

    private static @Nullable List<NumberPattern> copy(@Nullable List<NumberPattern> patterns) {
        return patterns == null ? null : List.copyOf(patterns);
    }

    private static <T> void put(
            Map<String, String> parameters, String name, @Nullable T value, Function<T, String> text) {
        if (value != null) {
            parameters.put(name, text.apply(value));
        }
    }
}
