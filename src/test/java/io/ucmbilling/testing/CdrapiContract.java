package io.ucmbilling.testing;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.query.NumberPattern;
import io.ucmbilling.testing.RawHttps.Answer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What whoever serves cdrapi keeps to, whether a UCM or the gateway: contract S2, S3 and S5 seen from outside. It serves
 * {@link #records()}, of one PBX in {@link #ZONE}, with 22 fields, and nothing else comes while the test runs.
 */
public abstract class CdrapiContract {
    public static final ZoneId ZONE = ZoneId.of("America/Chicago");
    private static final DateTimeFormatter WALL_CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final List<String> SAMPLES = List.of(
            "guide-example.json",
            "gen1/internal-answered.json",
            "gen1/inbound-sip-trunk-answered.json",
            "gen1/outbound-sip-trunk-answered.json",
            "gen1/inbound-fxo.json",
            "gen1/clid-special.json",
            "gen1/lastdata-special.json",
            "gen1/conference.json");

    /** Records of generation 1, in the order in which they are to be served. */
    protected static List<CdrRecord> records() {
        return SAMPLES.stream()
                .flatMap(sample -> read(Format.JSON, Samples.bytes(sample)).stream())
                .sorted(comparing(CdrapiContract::startedAt)
                        .thenComparing(record -> Long.valueOf(record.text(Field.ACCT_ID))))
                .toList();
    }

    /** Asks the server under test, with whatever it wants to see of the asker. */
    protected abstract Answer ask(String method, String target, String body, String... headers);

    @ParameterizedTest
    @EnumSource
    void servesEveryRecordInItsOrderInEachFormat(Format format) {
        Answer answer = get("format=" + format.name().toLowerCase(Locale.ROOT));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).containsExactly(format.contentType());
        assertThat(read(format, answer.body())).isEqualTo(records());
    }

    @Test
    void answersInCsvUnlessAsked() {
        assertThat(ask("GET", "/cdrapi", "").body()).isEqualTo(get("format=csv").body());
    }

    @ParameterizedTest
    @CsvSource({"csv, guide-example.csv", "xml, guide-example.xml", "json, guide-example.json"})
    void writesTheGuidesRecordsByteForByte(String format, String sample) {
        assertThat(get("format=" + format + "&caller=5300&endTime=2013-12-31").body())
                .isEqualTo(Samples.bytes(sample));
    }

    @Test
    void takesNamesAndFormatInAnyCase() {
        assertThat(get("FORMAT=Json&NumRecords=2&OFFSET=1").body())
                .isEqualTo(get("format=json&numRecords=2&offset=1").body());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void servesPagesThatMakeTheWhole(int size) {
        List<CdrRecord> whole = new ArrayList<>();
        List<CdrRecord> page = page(size, 0);
        while (!page.isEmpty()) {
            whole.addAll(page);
            page = page(size, whole.size());
            assertThat(page).hasSize(Math.min(size, records().size() - whole.size()));
        }

        assertThat(whole).isEqualTo(records());
    }

    @Test
    void givesNoneWhereNoneAreAsked() {
        assertThat(page(0, 0)).isEmpty();
    }

    @Test
    void countsMoreThanAThousandAsAThousand() {
        assertThat(page(4000, 0)).isEqualTo(records());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5300", "5300,1001", "@", "5@", "_30_", "@5@", "5000-5999", "0-0", "5300,", "*97", "no-body"})
    void filtersByCallerAndCallee(String patterns) {
        List<NumberPattern> any = patterns(patterns);

        assertThat(json("caller=" + patterns)).isEqualTo(matching(r -> matches(any, r.text(Field.SRC))));
        assertThat(json("callee=" + patterns)).isEqualTo(matching(r -> matches(any, r.text(Field.DST))));
    }

    @Test
    void filtersByWhoAnswered() {
        List<NumberPattern> any = patterns("5301");

        assertThat(json("answeredby=5301"))
                .isNotEmpty()
                .isEqualTo(matching(r -> matches(any, r.text(Field.DSTCHANNEL_EXT))));
    }

    @Test
    void takesSeveralCallersAsOneList() {
        assertThat(json("caller=5300&caller=1@")).isEqualTo(json("caller=5300,1@"));
    }

    @Test
    void filtersByBillableSecondsBothInclusive() {
        assertThat(json("minDur=4&maxDur=6")).isNotEmpty().isEqualTo(matching(r -> seconds(r) >= 4 && seconds(r) <= 6));
        assertThat(json("minDur=6")).isEqualTo(matching(r -> seconds(r) >= 6));
        assertThat(json("maxDur=0")).isNotEmpty().isEqualTo(matching(r -> seconds(r) == 0));
    }

    @Test
    void filtersByStartBothInclusive() {
        Instant first = startedAt(records().get(1));
        Instant last = startedAt(records().get(4));

        assertThat(json("startTime=" + first.getEpochSecond() + "&endTime=" + last.getEpochSecond()))
                .isEqualTo(matching(
                        r -> !startedAt(r).isBefore(first) && !startedAt(r).isAfter(last)));
    }

    @Test
    void takesAnEmptyBoundAsNone() {
        assertThat(json("startTime=&endTime=")).isEqualTo(records());
    }

    /** Guide, <i>Example queries</i> 4: a zone with a minus, and one with a plus as it is and escaped. */
    @Test
    void readsAZone() {
        List<CdrRecord> expected = json("startTime=2013-12-03T18:00:00Z");

        assertThat(expected).isNotEmpty().hasSizeLessThan(records().size());
        assertThat(json("startTime=2013-12-03T12:00:00-06:00")).isEqualTo(expected);
        assertThat(json("startTime=2013-12-03T20:00:00%2B02:00")).isEqualTo(expected);
        assertThat(json("startTime=2013-12-03T20:00:00+02:00")).isEqualTo(expected);
    }

    /** Contract S2; guide, <i>Note</i> behind the example queries. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "caler=5300",
                "caller=",
                "numRecords=",
                "minDur=5&minDur=10",
                "startTime=&startTime=",
                "caller=5300&",
                "&caller=5300",
                "caller=5300&&callee=5301",
                "numRecords=ten",
                "offset=-1",
                "minDur=1.5",
                "caller=5300-5301-,6300",
                "caller=5300,,5303",
                "caller=,5300",
                "caller=53%",
                "caller=%FF",
                "caller=53;00",
                "startTime=yesterday",
                "startTime=2013-13-01"
            })
    void answersAWrongRequestWithTheEmptyContainer(String query) {
        for (String format : List.of("csv", "xml", "json")) {
            Answer answer = get(query + "&" + "format=" + format);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(Samples.text("empty/gen1." + format));
        }
        assertThat(get(query).text()).isEqualTo(Samples.text("empty/gen1.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"format=", "format=pdf", "format=xml&format=xml"})
    void answersAWrongFormatWithTheEmptyCsv(String query) {
        assertThat(get(query).text()).isEqualTo(Samples.text("empty/gen1.csv"));
    }

    @Test
    void servesABaseUrlThatEndsInASlash() {
        assertThat(ask("GET", "//cdrapi?format=json", "").body())
                .isEqualTo(get("format=json").body());
    }

    private Answer get(String query) {
        return ask("GET", "/cdrapi?" + query, "");
    }

    private List<CdrRecord> json(String query) {
        return read(Format.JSON, get("format=json&" + query).body());
    }

    private List<CdrRecord> page(int size, int offset) {
        return json("numRecords=" + size + "&offset=" + offset);
    }

    private static List<CdrRecord> matching(Predicate<CdrRecord> filter) {
        return records().stream().filter(filter).toList();
    }

    private static boolean matches(List<NumberPattern> any, String value) {
        return any.stream().anyMatch(pattern -> pattern.matches(value));
    }

    private static long seconds(CdrRecord record) {
        return Long.parseLong(record.text(Field.BILLSEC));
    }

    private static Instant startedAt(CdrRecord record) {
        return LocalDateTime.parse(record.text(Field.START), WALL_CLOCK)
                .atZone(ZONE)
                .toInstant();
    }

    private static List<NumberPattern> patterns(String list) {
        return Stream.of(list.split(",")).map(CdrapiContract::pattern).toList();
    }

    private static NumberPattern pattern(String item) {
        if (item.contains("@") || item.contains("_")) {
            return new NumberPattern.Wildcard(item);
        }
        String[] sides = item.split("-");
        return sides.length < 2
                ? new NumberPattern.Exact(item)
                : new NumberPattern.Range(number(sides[0]), number(sides[1]));
    }

    private static BigInteger number(String side) {
        String digits = side.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }

    private static List<CdrRecord> read(Format format, byte[] page) {
        try {
            return PageReader.read(format, page).entries().stream()
                    .map(CdrRecord.class::cast)
                    .toList();
        } catch (Exception e) {
            throw new IllegalStateException(new String(page, StandardCharsets.UTF_8), e);
        }
    }
}
