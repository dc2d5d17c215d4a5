package io.ucmbilling.collection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.paging.ReadPage;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.format.PageWriters;
import io.ucmbilling.contract.page.PageWriter;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.store.MemoryStore;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.intake.PageCounts;
import io.ucmbilling.store.intake.Quarantine;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract N9 and U3: a record is stored or quarantined, and a quarantined one can be read again from its text as it
 * came.
 */
class QuarantineRetryTest {
    private static final String LEG = "\"src\":\"1000\",\"start\":\"2026-03-02 09:00:00\",\"duration\":\"0\","
            + "\"billsec\":\"0\",\"disposition\":\"NO ANSWER\",\"uniqueid\":\"1772463600.1\"}";

    private final Site site = Served.site("https://pbx.example");
    private final MemoryStore store = new MemoryStore(site.id());
    private final Sites sites = store.sites();
    private final LegIntake intake = store.intake();
    private final Quarantine quarantine = store.quarantine();
    private final LegReader reader = SiteContext.readerFor(site);
    private final QuarantineRetry secondReading = new QuarantineRetry(new Fleet(List.of(site)), sites, quarantine);

    @BeforeEach
    void register() {
        sites.register(site.id(), LocalDate.of(2026, 3, 1));
    }

    @Test
    void everyObjectWithAnAcctIdIsReceived() throws Exception {
        Page page = PageReader.read(Format.JSON, Samples.field("case-01-containers.json"));
        assertThat(keep(page)).isEqualTo(new PageCounts(14, 14, 0, 0));
        assertThat(keep(page)).isEqualTo(new PageCounts(14, 0, 14, 0));
    }

    @Test
    void aLegThatCannotBeReadIsQuarantinedAsItCame() throws Exception {
        String raw = "{ \"AcctId\": \"x\\/1\",\"n\":null}";
        assertThat(keep(json(raw))).isEqualTo(new PageCounts(1, 0, 0, 1));
        assertThat(entries()).containsExactly(raw);
    }

    @Test
    void severalLegsOfOneEntryAreKeptAndTheEntryGoes() {
        quarantine("{\"cdr\":\"x\",\"sub_cdr\":[{\"AcctId\":\"1\"," + LEG + ",{\"AcctId\":\"2\"," + LEG + "]}");
        assertThat(secondReading.of(site.id())).isEqualTo(new QuarantineRetry.RetryCounts(1, 1, 0));
        assertThat(store.records()).hasSize(2);
        assertThat(entries()).isEmpty();
    }

    @Test
    void anEntryOfWhichNotAllLegsReadStays() {
        quarantine("{\"sub_cdr\":[{\"AcctId\":\"1\"," + LEG + ",{\"AcctId\":\"x\"}]}");
        assertThat(secondReading.of(site.id())).isEqualTo(new QuarantineRetry.RetryCounts(1, 0, 0));
        assertThat(store.records()).hasSize(1);
        assertThat(entries()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<cdr><cdr>x</cdr><sub_cdr>%1$s</sub_cdr></cdr>",
                "<cdr>%1$s</cdr>",
                "<sub_cdr_1>%1$s</sub_cdr_1>",
                "<main_cdr a='1'>\n%1$s</main_cdr>"
            })
    void elementsAreReadWhereverTheyStood(String raw) {
        quarantine(raw.formatted("<AcctId>1</AcctId><session>1</session><start>2026-03-02 09:00:00</start>"
                + "<duration>0</duration><billsec>0</billsec><disposition>BUSY</disposition>"));
        assertThat(secondReading.of(site.id())).isEqualTo(new QuarantineRetry.RetryCounts(1, 1, 0));
    }

    /** Contract U10: of a line alone it cannot be seen which fields it has, and a shorter shape would take its session for a name. */
    @ParameterizedTest
    @EnumSource
    void aLineOfCsvIsReadInItsOwnShape(Shape shape) throws Exception {
        CdrRecord leg = csv("\"Farrow, Otto\" <1031>").build();
        quarantine(line(shape, leg));
        assertThat(secondReading.of(site.id()).released()).isEqualTo(1);
        CdrRecord kept = store.records().getFirst();
        assertThat(shape.fields())
                .allSatisfy(field -> assertThat(kept.text(field)).isEqualTo(leg.text(field)));
    }

    @Test
    void aLineOfCsvThatIsAmbiguousInItsOwnShapeStays() throws Exception {
        CdrRecord leg = csv("\"Otto\" <1031>")
                .set(Field.SRC_TRUNK_NAME, "East, Main")
                .set(Field.DST_TRUNK_NAME, "West")
                .build();
        quarantine(line(Shape.KEYS_33, leg), line(Shape.KEYS_44, leg));
        assertThat(secondReading.of(site.id())).isEqualTo(new QuarantineRetry.RetryCounts(2, 0, 0));
    }

    private static CdrRecord.Builder csv(String clid) throws Exception {
        return new CdrRecord.Builder()
                .from((CdrRecord) json("{\"AcctId\":\"1\"," + LEG).entries().getFirst())
                .set(Field.CLID, clid)
                .set(Field.CHANNEL, "SIP/1031-01<ZOMBIE>")
                .set(Field.LASTAPP, "Dial")
                .set(Field.LASTDATA, "SIP/1034,60,tT")
                .set(Field.SERVICE, "s")
                .set(Field.CALLER_NAME, "Farrow, Otto")
                .set(Field.SESSION, "1772463600000001-1031");
    }

    private static String line(Shape shape, CdrRecord leg) throws Exception {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        try (PageWriter writer = PageWriters.open(Format.CSV, shape, csv)) {
            writer.item(List.of(leg));
        }
        return csv.toString(UTF_8).split("\n")[1];
    }

    @Test
    void bytesThatAreNoTextComeBackFromTheirRawText() throws Exception {
        String leg = "{\"AcctId\":\"1\",\"caller_name\":\"caf\u00C3\"," + LEG;
        keep(json(leg.replace("09:00", "39:00")));
        quarantine(entries().getFirst().replace("39:00", "09:00"));
        assertThat(secondReading.of(site.id()).released()).isEqualTo(1);
        CdrRecord kept = store.records().getFirst();
        assertThat(kept).isEqualTo(json(leg).entries().getFirst());
        assertThat(kept.text(Field.CALLER_NAME)).isEqualTo("caf\uFFFD");
    }

    @Test
    void aTextThatIsStillBrokenStays() {
        quarantine("{\"AcctId\":\"\\xd1\"}", "nothing", "<cdr>", "[1]");
        assertThat(secondReading.of(site.id())).isEqualTo(new QuarantineRetry.RetryCounts(4, 0, 0));
        assertThat(entries()).hasSize(4);
    }

    private PageCounts keep(Page answered) {
        ReadPage page = ReadPage.of(answered, reader);
        Hold hold = sites.take(site.id()).hold();
        return intake.keep(hold, page.legs(), page.quarantined(), null).counts();
    }

    private void quarantine(String... raws) {
        Hold hold = sites.take(site.id()).hold();
        List<UnreadableEntry> entries =
                List.of(raws).stream().map(raw -> new UnreadableEntry(raw, "x")).toList();
        intake.keep(hold, List.of(), entries, null);
    }

    private List<String> entries() {
        return quarantine.newest(site.id(), 10).stream()
                .map(Quarantine.Entry::raw)
                .toList();
    }

    private static Page json(String item) throws Exception {
        return PageReader.read(Format.JSON, ("{\"cdr\":[" + item + "]}").getBytes(ISO_8859_1));
    }
}
