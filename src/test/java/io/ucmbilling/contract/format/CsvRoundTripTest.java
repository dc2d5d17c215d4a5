package io.ucmbilling.contract.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.page.PageWriterTest;
import io.ucmbilling.testing.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Contract U10: whatever a UCM was seen to send is read back from unquoted CSV as it was written, in every shape that holds it. */
class CsvRoundTripTest {

    static Stream<Samples.Sample> samples() {
        return Samples.withLegs();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleReadsBack(Samples.Sample sample) throws Exception {
        assertReadsBack(sample.page());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "case-01-containers",
                "case-04-channels",
                "case-05-seconds",
                "case-13-autumn-end",
                "case-18-name-cut"
            })
    void everyFieldCaseReadsBack(String name) throws Exception {
        assertReadsBack(PageReader.read(Format.JSON, Samples.field(name + ".json")));
    }

    /** Contract N2: the newer fields are there, empty. */
    @Test
    void aRecordFromBeforeAnUpgradeReadsBack() throws Exception {
        String after = JsonMapper.shared()
                .readTree(Samples.field("case-22-upgrade.json"))
                .get("after")
                .toString();
        assertReadsBack(PageReader.read(Format.JSON, ("{\"cdr_root\":[" + after + "]}").getBytes(UTF_8)));
    }

    private static void assertReadsBack(Page page) throws Exception {
        assertThat(page.entries()).isNotEmpty();
        for (PageEntry entry : page.entries()) {
            CdrRecord leg = (CdrRecord) entry;
            for (Shape shape : Shape.values()) {
                if (shape.ordinal() + 1 >= leg.generation()) {
                    assertReadsBack(leg, shape);
                }
            }
        }
    }

    private static void assertReadsBack(CdrRecord leg, Shape shape) throws Exception {
        String csv = PageWriterTest.written(Format.CSV, shape, List.of(List.of(leg)));
        assertThat(PageReader.read(Format.CSV, csv.getBytes(UTF_8)).entries())
                .as("%s in %s", csv, shape)
                .singleElement()
                .isInstanceOfSatisfying(
                        CdrRecord.class,
                        back -> assertThat(shape.fields())
                                .allSatisfy(
                                        field -> assertThat(back.text(field)).isEqualTo(oneLine(leg, field))));
    }

    private static String oneLine(CdrRecord leg, Field field) {
        return leg.text(field).replaceAll("[\r\n]", " ");
    }
}
