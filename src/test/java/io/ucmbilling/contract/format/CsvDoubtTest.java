package io.ucmbilling.contract.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.contract.page.PageWriterTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract U10 and U11: a line with surplus commas whose other values are unusual, in CSV. */
class CsvDoubtTest {
    private static final CdrRecord LEG = new CdrRecord.Builder()
            .set(Field.ACCT_ID, "62")
            .set(Field.SRC, "1031")
            .set(Field.CLID, "\"Farrow, Otto\" <1031>")
            .set(Field.CHANNEL, "SIP/1031-01")
            .set(Field.DSTCHANNEL, "SIP/1034-02")
            .set(Field.LASTAPP, "Dial")
            .set(Field.LASTDATA, "SIP/1034,60,tT")
            .set(Field.START, "2025-02-18 11:00:00")
            .set(Field.ANSWER, "2025-02-18 11:00:09")
            .set(Field.END, "2025-02-18 11:00:09")
            .set(Field.DURATION, "9")
            .set(Field.BILLSEC, "0")
            .set(Field.DISPOSITION, "NO ANSWER")
            .set(Field.AMAFLAGS, "DOCUMENTATION")
            .set(Field.UNIQUEID, "1739898000.62")
            .set(Field.SERVICE, "s")
            .set(Field.SESSION, "1739898000840-1031")
            .build();

    /** Contract N2. */
    @ParameterizedTest
    @ValueSource(
            strings = {"SIP/1031-01<ZOMBIE>", "AsyncGoto/SIP/1031-01<zombie>", "Parked/SIP/1031-01<ZOMBIE><ZOMBIE>"})
    void aChannelThatWasTakenOverIsRead(String channel) throws Exception {
        assertRead(with(Field.CHANNEL, channel));
        assertRead(with(Field.DSTCHANNEL, channel));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Farrow Otto Maximil",
                "\"Farrow, Otto, Maximil\uFFFD",
                "\"Farrow,Otto",
                "\"Farrow, Otto\"",
                "\"Farrow, Otto\" <10",
                "\"O'Dell & Sons, \"Parts\" and",
                "\""
            })
    void aNameThatWasCutEndsBeforeTheChannel(String clid) throws Exception {
        assertRead(with(Field.CLID, clid));
        assertRead(new CdrRecord.Builder()
                .from(with(Field.CLID, clid))
                .set(Field.DSTCHANNEL, "")
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "DURATION, -3",
        "DURATION, 24.000000",
        "DURATION, n/a",
        "BILLSEC, -1",
        "BILLSEC, none",
        "ANSWER, none",
        "ANSWER, 0000-00-00",
        "END, never",
        "NAT_CALL, true",
        "WAVE_SRC_SEQID, 7-8"
    })
    void aFieldWithoutWeightCostsNoLeg(Field field, String value) throws Exception {
        assertRead(with(field, value));
    }

    @Test
    void aNameIsNotTakenForACutOneWhereItEnds() throws Exception {
        assertRead(new CdrRecord.Builder()
                .from(with(Field.CLID, "\"A,SIP/B,,word,x\" <1031>"))
                .set(Field.DURATION, "-3")
                .build());
    }

    /** Contract N2: the newer fields are there, empty. */
    @ParameterizedTest
    @EnumSource(names = {"KEYS_33", "KEYS_44"})
    void aRecordFromBeforeAnUpgradeIsRead(Shape shape) throws Exception {
        CdrRecord old = new CdrRecord.Builder()
                .from(with(Field.SESSION, ""))
                .set(Field.CALLER_NAME, "Farrow, Otto")
                .set(Field.END, "never")
                .build();
        assertRead(old, shape);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACTION_OWNER", "ACTION_TYPE", "SRC_TRUNK_NAME", "DST_TRUNK_NAME"})
    void aRecordWithoutASessionAloneIsNotRead(Field field) throws Exception {
        CdrRecord leg = new CdrRecord.Builder()
                .from(with(Field.SESSION, ""))
                .set(field, "x")
                .build();
        assertThat(entry(leg, Shape.KEYS_33)).isInstanceOf(UnreadableEntry.class);
    }

    /** A comma in the number cannot be told from one in {@code accountcode}. */
    @Test
    void aCommaInFrontOfTheNameIsNotSettledByIt() throws Exception {
        assertThat(entry(with(Field.SRC, "10,31"), Shape.KEYS_33)).isInstanceOf(UnreadableEntry.class);
    }

    private static CdrRecord with(Field field, String value) {
        return new CdrRecord.Builder().from(LEG).set(field, value).build();
    }

    private static void assertRead(CdrRecord leg) throws Exception {
        for (Shape shape : Shape.values()) {
            assertRead(leg, shape);
        }
    }

    private static void assertRead(CdrRecord leg, Shape shape) throws Exception {
        assertThat(entry(leg, shape))
                .isInstanceOfSatisfying(
                        CdrRecord.class,
                        back -> assertThat(shape.fields())
                                .allSatisfy(
                                        field -> assertThat(back.text(field)).isEqualTo(leg.text(field))));
    }

    private static PageEntry entry(CdrRecord leg, Shape shape) throws Exception {
        String csv = PageWriterTest.written(Format.CSV, shape, List.of(List.of(leg)));
        List<PageEntry> entries =
                PageReader.read(Format.CSV, csv.getBytes(UTF_8)).entries();
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }
}
