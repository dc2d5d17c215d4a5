package io.ucmbilling.contract.query;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery.Parsed;
import io.ucmbilling.contract.query.NumberPattern.Exact;
import io.ucmbilling.contract.query.NumberPattern.Range;
import io.ucmbilling.contract.query.NumberPattern.Wildcard;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract S2 and the guide's <i>CDR API URL parameters</i>, rule by rule. */
class CdrQueryTest {

    @ParameterizedTest
    @NullAndEmptySource
    void nothingAskedIsTheFirstThousandInCsv(@Nullable String nothing) {
        assertThat(CdrQuery.parse(nothing, nothing)).isEqualTo(new Parsed.Valid(CdrQuery.all(Format.CSV)));
    }

    @Test
    void readsQueryAndBodyTogether() {
        CdrQuery query = valid(CdrQuery.parse("format=xml&caller=1", "offset=5&caller=2"));
        assertThat(query.page(0, 1)).isEqualTo(valid("format=xml&numRecords=1&caller=1,2"));
        assertThat(query.offset()).isEqualTo(5);
    }

    /** The guide's <i>Example queries</i>, host left out. */
    @Nested
    class GuidesExampleQueries {
        private static final Instant JULY = Instant.parse("2013-07-01T06:00:00Z");
        private static final Instant AUGUST = Instant.parse("2013-08-01T05:59:59Z");

        @ParameterizedTest
        @ValueSource(strings = {"format=CSV&caller=5300&minDur=8&maxDur=60", "caller=5300&minDur=8&maxDur=60"})
        void query1(String query) {
            assertThat(valid(query))
                    .isEqualTo(
                            new CdrQuery(Format.CSV, 1000, 0, List.of(exact("5300")), null, null, null, null, 8L, 60L));
        }

        @Test
        void query2() {
            assertThat(valid("format=XML&caller=5300,6300-6399&callee=5@"))
                    .isEqualTo(new CdrQuery(
                            Format.XML,
                            1000,
                            0,
                            List.of(exact("5300"), range(6300, 6399)),
                            List.of(wildcard("5@")),
                            null,
                            null,
                            null,
                            null,
                            null));
        }

        @Test
        void query2AsPrintedTheSecondTimeIsWrongAndAnswersInCsv() {
            assertThat(wrong("cdrapi?format=XML&caller=5300&caller=6300-6399&callee=5@")
                            .format())
                    .isEqualTo(Format.CSV);
        }

        @Test
        void query2AsMeantTheSecondTimeIsTheSame() {
            assertThat(valid("format=XML&caller=5300&caller=6300-6399&callee=5@"))
                    .isEqualTo(valid("format=XML&caller=5300,6300-6399&callee=5@"));
        }

        @Test
        void query3() {
            CdrQuery query = valid("caller=@53@&callee=5300-5309&endTime=2013-01-23");
            assertThat(query.caller()).containsExactly(wildcard("@53@"));
            assertThat(query.callee()).containsExactly(range(5300, 5309));
            assertThat(query.endTime()).isEqualTo(at("2013-01-23T00:00:00Z"));
        }

        @Test
        void query3TheOtherWay() {
            CdrQuery query = valid("caller=@53@&callee=530_&endTime=2013-01-23T00:00:00");
            assertThat(query.callee()).containsExactly(wildcard("530_"));
            assertThat(query.endTime()).isEqualTo(new TimeBound.WallClock(LocalDateTime.parse("2013-01-23T00:00")));
        }

        @Test
        void query4() {
            assertThat(valid("caller=Anonymous&callee=2@,34@,@5&startTime=2013-07-01T00:00:00-06:00"
                            + "&endTime=2013-07-31T23:59:59-06:00"))
                    .isEqualTo(new CdrQuery(
                            Format.CSV,
                            1000,
                            0,
                            List.of(exact("Anonymous")),
                            List.of(wildcard("2@"), wildcard("34@"), wildcard("@5")),
                            null,
                            new TimeBound.At(JULY),
                            new TimeBound.At(AUGUST),
                            null,
                            null));
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 400})
        void query5(long offset) {
            assertThat(valid(
                            "startTime=2013-07-01T00:00:00-06:00&endTime=2013-07-31T23:59:59-06:00&numRecords=200&offset="
                                    + offset))
                    .isEqualTo(CdrQuery.all(Format.CSV)
                            .between(new TimeBound.At(JULY), new TimeBound.At(AUGUST))
                            .page(offset, 200));
        }

        @Test
        void query5AsPrintedTheSecondTimeIsWrongAndAnswersInCsv() {
            assertThat(wrong("sstartTime=2013-07-01T00:00:00-06:00&endTime=2013-07-31T23:59:59-06:00"
                                    + "&numRecords=200&offset=200")
                            .format())
                    .isEqualTo(Format.CSV);
        }

        @Test
        void table3ListsAreTheSameWrittenBothWays() {
            assertThat(valid("caller=5300,5302-5304,_4@")).isEqualTo(valid("caller=5300&caller=5302-5304&caller=_4@"));
        }
    }

    /** The guide's closing note: what returns no records. */
    @Nested
    class GuidesNote {

        @ParameterizedTest
        @ValueSource(strings = {"caller=53!0", "callee=53$0", "startTime=2013-07-01x", "endTime=today"})
        void disallowedCharacters(String query) {
            wrong(query);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"numRecords=1x", "offset=-1", "minDur=1.5", "maxDur=+6", "numRecords=%20", "offset=0x1"})
        void nonDigitCharactersInNumbers(String query) {
            wrong(query);
        }

        @Test
        void aFormatInErrorAnswersInCsv() {
            assertThat(wrong("format=yaml").format()).isEqualTo(Format.CSV);
        }

        @Test
        void multipleHyphensInARange() {
            wrong("caller=5300-5301-,6300");
        }

        @Test
        void anEmptyValue() {
            wrong("caller=");
        }

        @ParameterizedTest
        @ValueSource(strings = {"caller=,5300", "caller=5300,,5303"})
        void valuesThatStartWithACommaOrHaveTwoInARow(String query) {
            wrong(query);
        }

        @Test
        void unknownParameters() {
            wrong("caler=5300");
        }

        @Test
        void aUriThatEndsWithAnAmpersand() {
            wrong("caller=5300&");
        }

        @Test
        void severalOfOneParameter() {
            wrong("minDur=5&minDur=10");
        }
    }

    @Nested
    class Names {

        @ParameterizedTest
        @ValueSource(strings = {"FORMAT=JSON", "format=json", "Format=Json", "fOrMaT=jSoN", "%66ormat=%6Ason"})
        void andTheFormatCountInAnyCase(String query) {
            assertThat(valid(query).format()).isEqualTo(Format.JSON);
        }

        @Test
        void allCountInAnyCase() {
            assertThat(
                            valid(
                                    "NUMRECORDS=1&OFFSET=2&CALLER=3&CALLEE=4&ANSWEREDBY=5&STARTTIME=now&ENDTIME=now&MINDUR=6&MAXDUR=7"))
                    .isEqualTo(
                            valid(
                                    "numrecords=1&offset=2&caller=3&callee=4&answeredby=5&starttime=now&endtime=now&mindur=6&maxdur=7"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "mınDur=5",
                    "mİnDur=5",
                    "offſet=1",
                    " format=xml",
                    "format =xml",
                    "=5",
                    "x",
                    "0",
                    "form%C3%A4t=xml"
                })
        void thatOnlyLookAlikeAreUnknown(String query) {
            wrong(query);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"format", "numRecords", "offset", "answeredby", "startTime", "endTime", "minDur", "maxDur"})
        void mayComeOnceOnly(String name) {
            String value = name.endsWith("Time") ? "now" : name.equals("format") ? "csv" : "5";
            wrong(name + "=" + value + "&" + name.toUpperCase(Locale.ROOT) + "=" + value);
        }

        @Test
        void countAsTwiceAlsoOverQueryAndBody() {
            assertThat(CdrQuery.parse("offset=1", "offset=1")).isInstanceOf(Parsed.Wrong.class);
        }
    }

    @Nested
    class FormatOfAWrongRequest {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "format=json&bad=1",
                    "bad=1&format=JSON",
                    "format=json&",
                    "&format=json",
                    "offset=1&&format=json",
                    "format=json&caller=",
                    "format=json&caller=%zz",
                    "%zz=1&format=json",
                    "format=json&offset=x"
                })
        void isTheOneAskedFor(String query) {
            assertThat(wrong(query).format()).isEqualTo(Format.JSON);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "format=json&format=json",
                    "format=json&format=xml",
                    "format=",
                    "format",
                    "format=%zz",
                    "format=%FF",
                    "format=json%20",
                    "format=text",
                    "format=json&format=%zz",
                    "caller="
                })
        void isCsvWhereFormatIsWrongOrTwiceOrMissing(String query) {
            assertThat(wrong(query).format()).isEqualTo(Format.CSV);
        }

        @Test
        void isTheBodysToo() {
            assertThat(((Parsed.Wrong) CdrQuery.parse("offset=x", "format=xml")).format())
                    .isEqualTo(Format.XML);
        }
    }

    @Nested
    class Writing {

        @ParameterizedTest
        @ValueSource(strings = {"&", "&&", "&caller=1", "caller=1&", "caller=1&&callee=2", "caller=1&&"})
        void strayAmpersandsAreWrong(String query) {
            wrong(query);
        }

        @Test
        void strayAmpersandsInTheBodyAreWrong() {
            assertThat(CdrQuery.parse("caller=1", "callee=2&")).isInstanceOf(Parsed.Wrong.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "caller=%",
                    "caller=5%3",
                    "caller=%g0",
                    "caller=%0g",
                    "caller=%-1",
                    "caller=%C3",
                    "caller=%C0%80",
                    "caller=%ED%A0%80",
                    "caller=%F5%80%80%80",
                    "caller=%FF",
                    "caller=%\uFF11\uFF11",
                    "caller=\uD800"
                })
        void brokenEscapesAndWhatIsNoUtf8AreWrong(String query) {
            wrong(query);
        }

        @ParameterizedTest
        @CsvSource({
            "caller=%c3%a9, é",
            "caller=%C3%89, É",
            "caller=é, é",
            "caller=%F0%9D%92%B3, 𝒳",
            "caller=%34%32, 42"
        })
        void escapesAreUtf8(String query, String value) {
            assertThat(valid(query).caller()).containsExactly(exact(value));
        }

        @Test
        void aValueMayHoldAnEqualsSignOnlyWhereItsCharactersMay() {
            wrong("caller=5=3");
        }
    }

    @Nested
    class Numbers {

        @ParameterizedTest
        @CsvSource({"0, 0", "7, 7", "1000, 1000", "1001, 1000", "0200, 200", "99999999999999999999999, 1000"})
        void numRecordsAboveAThousandCountsAsAThousand(String given, int read) {
            assertThat(valid("numRecords=" + given).numRecords()).isEqualTo(read);
        }

        @ParameterizedTest
        @CsvSource({
            "0, 0",
            "00012, 12",
            "9223372036854775807, 9223372036854775807",
            "9223372036854775808, 9223372036854775807",
            "99999999999999999999, 9223372036854775807"
        })
        void offsetsNeverOverflow(String given, long read) {
            assertThat(valid("offset=" + given).offset()).isEqualTo(read);
        }

        @Test
        void durationsAreReadSeparately() {
            CdrQuery query = valid("minDur=" + "9".repeat(50) + "&maxDur=0");
            assertThat(query.minDur()).isEqualTo(Long.MAX_VALUE);
            assertThat(query.maxDur()).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"\u0663", "\uFF13", "1\u00B2"})
        void areAsciiDigits(String digits) {
            wrong("offset=" + digits);
        }
    }

    @Nested
    class PatternLists {

        @ParameterizedTest
        @ValueSource(strings = {"caller=5300,", "caller=5300", "caller=5300%2C"})
        void aTrailingCommaIsIgnored(String query) {
            assertThat(valid(query).caller()).containsExactly(exact("5300"));
        }

        @Test
        void aTrailingCommaOfEachValueIsIgnored() {
            assertThat(valid("callee=1,&callee=2,3,").callee()).containsExactly(exact("1"), exact("2"), exact("3"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "caller=,",
                    "caller=5300,,",
                    "caller=,5300",
                    "caller=1,,2",
                    "caller=1&caller=,2",
                    "caller=1&caller="
                })
        void otherEmptyItemsAreWrong(String query) {
            wrong(query);
        }

        @ParameterizedTest
        @CsvSource({
            "caller=+12025550100, +12025550100",
            "caller=%2B12025550100, +12025550100",
            "caller=%20, +",
            "caller=a+b, a b"
        })
        void aSpaceAtTheStartOfAnItemIsAPlus(String query, String value) {
            assertThat(valid(query).caller()).containsExactly(exact(value));
        }

        @Test
        void aSpaceAtTheStartOfALaterItemIsAPlusToo() {
            assertThat(valid("caller=1,+2,++3").caller()).containsExactly(exact("1"), exact("+2"), exact("+ 3"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "Z", "é", "ı", "東", "ǅ", "ʰ", "٣", "９", "𝒳", "𝟗", "*", "#", ".", "x y"})
        void lettersAndDecimalDigitsOfAnyScriptAreAllowed(String value) {
            assertThat(valid(QueryString.of(Map.of("answeredby", value))).answeredBy())
                    .containsExactly(exact(value));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "e\u0301", "½", "²", "Ⅷ", "!", "?", "/", "\\", "\"", "'", "(", "<", "\t", "\n", "\u0000", "\u00A0",
                    "😀", "[", "~", ":", ";", "="
                })
        void marksOtherNumbersAndSignsAreNot(String value) {
            wrong(QueryString.of(Map.of("answeredby", "5" + value)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"@", "_", "5-@", "--_", "5@-6-7", "_4@"})
        void anItemWithAWildcardTakesItsHyphensLiterally(String item) {
            assertThat(valid("caller=" + item).caller()).containsExactly(wildcard(item));
        }

        @ParameterizedTest
        @CsvSource({
            "5300-5309, 5300, 5309",
            "0-0, 0, 0",
            "-5, 0, 5",
            "5-, 5, 0",
            "-, 0, 0",
            "a5b3-x6, 53, 6",
            "٣-９, 3, 9",
            "007-010, 7, 10",
            "*#.-99, 0, 99",
            "𝟗-𝟗𝟗, 9, 99"
        })
        void anItemWithOneHyphenIsARangeOfTheDigitsOnEachSide(String item, int low, int high) {
            assertThat(valid("caller=" + item).caller()).containsExactly(range(low, high));
        }

        @Test
        void rangesReachBeyondALong() {
            assertThat(valid("caller=1-" + "9".repeat(40)).caller())
                    .containsExactly(new Range(BigInteger.ONE, new BigInteger("9".repeat(40))));
        }

        @Test
        void aBoundOfAMillionDigitsIsReadAtOnce() {
            Range range = (Range)
                    requireNonNull(valid("caller=0-" + "9".repeat(1_000_000)).caller())
                            .getFirst();
            assertThat(range.matches("9".repeat(255))).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"5300-5301-", "--", "1-2-3", "5,1-2-3"})
        void moreThanOneHyphenIsWrong(String list) {
            wrong("callee=" + list);
        }

        @Test
        void anythingElseIsTheExactValue() {
            assertThat(valid("callee=Anonymous,*97,s,0042").callee())
                    .containsExactly(exact("Anonymous"), exact("*97"), exact("s"), exact("0042"));
        }
    }

    @Nested
    class Reasons {

        @ParameterizedTest
        @CsvSource({
            "numRecords=12025550100x, numRecords",
            "caller=+12025550100-1-2, caller",
            "endTime=12025550100, endTime",
            "answeredby=12025550100!, answeredby",
            "minDur=12025550100x, minDur",
            "format=12025550100, format"
        })
        void nameTheParameterAndHideTheNumber(String query, String name) {
            assertThat(wrong(query).reason())
                    .contains(name, "found", "expected")
                    .doesNotContain("2025550100", "5550100");
        }

        @Test
        void hideANumberInAnUnknownName() {
            assertThat(wrong("12025550100=1").reason()).contains("'120…'").doesNotContain("2025550100");
        }

        @Test
        void areShortHoweverLongTheNameIs() {
            assertThat(wrong("x".repeat(100_000) + "=1").reason()).hasSizeLessThan(500);
        }

        @Test
        void stayOnOneLine() {
            assertThat(wrong("a%0D%0Ab=1").reason() + wrong("caller=%0A%1B1").reason())
                    .doesNotContainPattern("\\p{Cntrl}");
        }

        @Test
        void tellTheFirstOfSeveralFaults() {
            assertThat(wrong("offset=x&minDur=y").reason()).startsWith("offset:");
        }
    }

    @Nested
    class Written {

        @Test
        void namesWhatIsAskedInOrder() {
            CdrQuery query =
                    valid("maxDur=9&minDur=1&endTime=now&startTime=2013-07-01&answeredby=5&callee=4&caller=3&offset=2"
                            + "&numRecords=1&format=json");
            assertThat(QueryString.of(query.parameters()))
                    .isEqualTo("format=json&numRecords=1&offset=2&caller=3&callee=4&answeredby=5&startTime=1372636800"
                            + "&endTime=now&minDur=1&maxDur=9");
        }

        @Test
        void leavesOutWhatIsNotAsked() {
            assertThat(CdrQuery.all(Format.XML).parameters().keySet())
                    .containsExactly("format", "numRecords", "offset");
        }

        @Test
        void escapesWhatAQueryCannotHold() {
            assertThat(QueryString.of(valid("caller=%2B1,a+b,%C3%A9,%23").parameters()))
                    .endsWith("&caller=%2B1%2Ca%20b%2C%C3%A9%2C%23");
        }

        @ParameterizedTest
        @CsvSource({
            "2013-07-01, 1372636800",
            "1970-01-01, 1970-01-01T00:00:00.000Z",
            "2013-07-01T00:00:00.5Z, 2013-07-01T00:00:00.500Z",
            "2001-09-09T01:46:40Z, 1000000000",
            "2001-09-09T01:46:39Z, 2001-09-09T01:46:39.000Z",
            "9999999999, 9999999999",
            "12:30, 2000-01-01T12:30:00.000",
            "0000-01-01T00:00%2B23:59, 0000-01-01T00:00:00.000+23:59",
            "9999-12-31T23:59-23:59, 9999-12-31T23:59:00.000-23:59"
        })
        void writesTimesThatNoZoneCanMisread(String given, String written) {
            assertThat(valid("startTime=" + given).parameters()).containsEntry("startTime", written);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "1001, 0", "1, -1"})
    void holdsNoImpossiblePage(int numRecords, long offset) {
        assertThatThrownBy(() -> CdrQuery.all(Format.CSV).page(offset, numRecords))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    static CdrQuery valid(String query) {
        return valid(CdrQuery.parse(query, null));
    }

    private static CdrQuery valid(Parsed parsed) {
        assertThat(parsed).isInstanceOf(Parsed.Valid.class);
        return ((Parsed.Valid) parsed).query();
    }

    static Parsed.Wrong wrong(String query) {
        Parsed parsed = CdrQuery.parse(query, null);
        assertThat(parsed).as(query).isInstanceOf(Parsed.Wrong.class);
        return (Parsed.Wrong) parsed;
    }

    private static NumberPattern exact(String value) {
        return new Exact(value);
    }

    private static NumberPattern wildcard(String text) {
        return new Wildcard(text);
    }

    private static NumberPattern range(int low, int high) {
        return new Range(BigInteger.valueOf(low), BigInteger.valueOf(high));
    }

    private static TimeBound at(String instant) {
        return new TimeBound.At(Instant.parse(instant));
    }
}
