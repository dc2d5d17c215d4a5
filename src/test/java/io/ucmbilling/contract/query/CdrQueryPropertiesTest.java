package io.ucmbilling.contract.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery.Parsed;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The laws of reading and writing cdrapi's parameters (contract S2). */
class CdrQueryPropertiesTest {
    private static final long EARLIEST = Instant.parse("-0001-12-31T00:01:00Z").toEpochMilli();
    private static final long LATEST =
            Instant.parse("+10000-01-01T23:58:59.999Z").toEpochMilli();

    @Property
    void aQueryReadsBackAsItWasWritten(@ForAll("queries") CdrQuery query) {
        assertThat(CdrQuery.parse(QueryString.of(query.parameters()), null)).isEqualTo(new Parsed.Valid(query));
        assertThat(CdrQuery.parse(null, QueryString.of(query.parameters()))).isEqualTo(new Parsed.Valid(query));
    }

    @Property
    void whatWasReadReadsBackAsItIsWritten(@ForAll("requests") String request) {
        if (CdrQuery.parse(request, null) instanceof Parsed.Valid(CdrQuery query)) {
            assertThat(CdrQuery.parse(QueryString.of(query.parameters()), "")).isEqualTo(new Parsed.Valid(query));
        }
    }

    @Property(tries = 2000)
    void noRequestBreaksTheReader(@ForAll String query, @ForAll String body) {
        assertThat(CdrQuery.parse(query, body)).isNotNull();
    }

    @Property(tries = 2000)
    void aWrongRequestHasAReason(@ForAll("requests") String request) {
        if (CdrQuery.parse(request, null) instanceof Parsed.Wrong(Format format, String reason)) {
            assertThat(reason).contains("found", "expected");
        }
    }

    @Property
    void aWildcardMatchesAsItsRegularExpressionDoes(@ForAll("wildcards") String text, @ForAll("digits") String value) {
        String regex = text.replace("@", ".*").replace("_", ".");
        assertThat(new NumberPattern.Wildcard(text).matches(value)).isEqualTo(value.matches(regex));
    }

    @Provide
    Arbitrary<String> wildcards() {
        return Arbitraries.of("@", "_", "1", "2").list().ofMaxSize(8).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.strings().withChars('1', '2').ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> requests() {
        Arbitrary<String> names = Arbitraries.of(
                "format",
                "numRecords",
                "OFFSET",
                "caller",
                "callee",
                "answeredby",
                "startTime",
                "endtime",
                "minDur",
                "maxDur",
                "x",
                "");
        Arbitrary<String> values = Arbitraries.of(
                        "csv",
                        "json",
                        "12",
                        "5300-5309",
                        "_4@",
                        ",",
                        "+",
                        "%2B",
                        "%zz",
                        "%C3%A9",
                        "now",
                        "2013-07-01",
                        "T12:30",
                        ":00",
                        "-06:00",
                        "1386092800",
                        "",
                        "=",
                        "Z",
                        "%FF",
                        "é",
                        "\uD800")
                .list()
                .ofMaxSize(3)
                .map(list -> String.join("", list));
        return Combinators.combine(names, Arbitraries.of("=", "=", "=", ""), values)
                .as((name, equals, value) -> name + equals + value)
                .list()
                .ofMaxSize(4)
                .map(list -> String.join("&", list));
    }

    @Provide
    Arbitrary<CdrQuery> queries() {
        Arbitrary<@Nullable List<NumberPattern>> lists =
                patterns().list().ofMinSize(1).ofMaxSize(4).injectNull(0.3);
        Arbitrary<@Nullable TimeBound> times = times().injectNull(0.3);
        Arbitrary<@Nullable Long> numbers =
                Arbitraries.longs().greaterOrEqual(0).injectNull(0.3);
        Arbitrary<CdrQuery> pages = Combinators.combine(
                        Arbitraries.of(Format.class),
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.longs().greaterOrEqual(0))
                .as((format, numRecords, offset) -> CdrQuery.all(format).page(offset, numRecords));
        return Combinators.combine(pages, lists, lists, lists, times, times, numbers, numbers)
                .as((page, caller, callee, answeredBy, start, end, min, max) -> new CdrQuery(
                        page.format(),
                        page.numRecords(),
                        page.offset(),
                        caller,
                        callee,
                        answeredBy,
                        start,
                        end,
                        min,
                        max));
    }

    private static Arbitrary<NumberPattern> patterns() {
        Arbitrary<String> words = Arbitraries.strings()
                .withChars("aZé東ı٣9*#.+ ")
                .ofMinLength(1)
                .ofMaxLength(8)
                .filter(word -> !word.startsWith(" "));
        Arbitrary<BigInteger> bounds = Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(30));
        return Arbitraries.oneOf(
                words.map(NumberPattern.Exact::new),
                Combinators.combine(words, Arbitraries.of("@", "_", "-_", "@-"))
                        .as((word, sign) -> new NumberPattern.Wildcard(word + sign)),
                Combinators.combine(bounds, bounds).as(NumberPattern.Range::new));
    }

    private static Arbitrary<TimeBound> times() {
        Arbitrary<Instant> instants = Arbitraries.oneOf(
                Arbitraries.longs().between(EARLIEST, LATEST).map(Instant::ofEpochMilli),
                Arbitraries.longs().between(0, 20_000_000_000L).map(Instant::ofEpochSecond));
        return Arbitraries.oneOf(
                instants.map(TimeBound.At::new),
                instants.filter(time -> time.atOffset(ZoneOffset.UTC).getYear() >= 0
                                && time.atOffset(ZoneOffset.UTC).getYear() <= 9999)
                        .map(time -> new TimeBound.WallClock(LocalDateTime.ofInstant(time, ZoneOffset.UTC))),
                Arbitraries.just(new TimeBound.Now()));
    }
}
