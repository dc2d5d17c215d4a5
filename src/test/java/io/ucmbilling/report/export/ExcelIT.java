package io.ucmbilling.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.ucmbilling.calls.query.CallOrder;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.contract.Field;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.report.export.WorkbookText.Cell;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.serving.QueryClient;
import io.ucmbilling.testing.LegBuilder;
import io.ucmbilling.testing.calls.FleetOfCalls;
import io.ucmbilling.testing.calls.StoredLegs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Report contract R2, Download Records: what stands in the files, read by other means than they are written. */
class ExcelIT {
    private static final String HOSTILE = "\"><script>,\u202E=1+1\r\n\u0001'";
    private static final List<Field> TEXTS = List.of(
            Field.SRC, Field.DST, Field.DCONTEXT, Field.CHANNEL, Field.DSTCHANNEL, Field.CALLER_NAME, Field.DSTANSWER);
    private static ReportGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new ReportGateway();
        StoredLegs stored = gateway.legs().of("branch-a").of("branch-b");
        stored.keep("branch-a", FleetOfCalls.branchA());
        stored.keep("branch-b", FleetOfCalls.branchB());
        LegBuilder hostile = LegBuilder.leg(90)
                .start("2026-03-03T09:00:00")
                .session("1772550000-90")
                .unanswered();
        TEXTS.forEach(field -> hostile.with(field, HOSTILE));
        LegBuilder second = LegBuilder.leg(91)
                .start("2026-03-03T09:00:05")
                .session("1772550000-90")
                .with(Field.DST, "=cmd");
        stored.keep("branch-a", FleetOfCalls.read(hostile), FleetOfCalls.read(second));
        stored.follow();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static byte[] file(ChosenColumns columns, FileProgress progress) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FileRequest request = new FileRequest(
                CallFilter.of(ReportGateway.SITES),
                CallOrder.EARLIEST_FIRST,
                call -> ZoneId.of("America/Chicago"),
                columns);
        gateway.bean(ReportFiles.class).write(request, new QueryClient(Legs.NO_LIMIT, () -> true), progress, out);
        return out.toByteArray();
    }

    private static WorkbookText workbook() {
        return new WorkbookText(file(ChosenColumns.all(FileFormat.XLSX), FileProgress.IGNORED));
    }

    private static List<List<String>> csv() {
        String text = new String(file(ChosenColumns.all(FileFormat.CSV), FileProgress.IGNORED), StandardCharsets.UTF_8);
        return CsvReader.builder().ofCsvRecord(text).stream()
                .map(CsvRecord::getFields)
                .toList();
    }

    @Test
    void hasARowForEachCallWithTypedCells() {
        WorkbookText workbook = workbook();

        assertThat(workbook.texts("Calls", 0))
                .containsExactly(
                        "No.",
                        "Start Time",
                        "Site",
                        "Call From",
                        "Call To",
                        "Answered By",
                        "Call Time",
                        "Talk Time",
                        "Status");
        assertThat(workbook.rows("Calls")).hasSize(1 + 9);
        assertThat(workbook.rows("Calls").get(1))
                .startsWith(
                        new Cell("1", "n", ""),
                        new Cell("46083.37501157408", "n", "yyyy-mm-dd hh:mm:ss \"CST\""),
                        new Cell("branch-a", "inlineStr", ""))
                .contains(new Cell("Answered", "inlineStr", ""))
                .filteredOn(cell -> cell.format().equals("[h]:mm:ss"))
                .hasSize(2);
    }

    @Test
    void hasARowForEachLegOnAnotherSheet() {
        WorkbookText workbook = workbook();

        assertThat(workbook.sheets()).containsExactly("Calls", "Legs");
        assertThat(workbook.texts("Legs", 0))
                .startsWith("No.", "Site", "call from", "call to")
                .hasSize(13);
        assertThat(workbook.rows("Legs")).hasSize(1 + 10);
        assertThat(workbook.rows("Legs").get(1))
                .contains(new Cell("from-internal", "inlineStr", ""), new Cell("PJSIP/1001-00000abc", "inlineStr", ""))
                .filteredOn(cell -> cell.format().startsWith("yyyy"))
                .hasSize(3);
    }

    @Test
    void keepsHostileValuesAsTexts() {
        WorkbookText workbook = workbook();

        assertThat(Stream.of("Calls", "Legs")
                        .flatMap(sheet -> workbook.rows(sheet).stream())
                        .flatMap(List::stream))
                .contains(new Cell(HOSTILE.replace('\u0001', '\uFFFD'), "inlineStr", ""))
                .contains(new Cell("=cmd", "inlineStr", ""))
                .noneMatch(cell -> cell.type().equals("str"));
        assertThat(workbook.texts().values()).noneMatch(part -> part.contains("<f>") || part.contains("<script"));
    }

    @Test
    void writesCsvWithALineForEachLegOfTheSameCalls() {
        List<List<String>> lines = csv();

        assertThat(lines).hasSize(1 + 10);
        assertThat(lines.getFirst())
                .startsWith("call from", "call to", "context")
                .endsWith("status");
        assertThat(lines.get(1)).startsWith("1001", "1002", "from-internal", "2026-03-02 09:00:01");
        assertThat(lines.get(9)).startsWith(HOSTILE, HOSTILE, HOSTILE);
        assertThat(lines.getLast()).startsWith("1001", "'=cmd");
    }

    @Test
    void tellsHowFarItIs() {
        List<Long> told = new ArrayList<>();
        FileProgress progress = new FileProgress() {
            @Override
            public void total(long calls) {
                told.add(calls);
            }

            @Override
            public void written(long calls) {
                told.add(calls);
            }
        };

        file(ChosenColumns.all(FileFormat.XLSX), progress);

        assertThat(told).containsExactly(18L, 9L, 9L);
    }

    @Test
    void isTheSameEachTimeButForTheTimeOfItsMaking() {
        WorkbookText once = workbook();
        once.texts().remove("docProps/core.xml");

        assertThat(workbook().texts()).containsAllEntriesOf(once.texts());
    }

    @Test
    void hasTheLegsOfTheVersionOfACall() {
        sql("UPDATE leg SET commit_number = commit_number + 1000 WHERE acct_id IN (90, 91)");
        try {
            assertThat(csv()).as("both corrected since").hasSize(1 + 10);
            sql("UPDATE call SET legs = 1 WHERE legs = 2");
            assertThat(csv()).as("one came since").hasSize(1 + 9).noneMatch(line -> line.contains("'=cmd"));
        } finally {
            sql("UPDATE leg SET commit_number = commit_number - 1000 WHERE acct_id IN (90, 91)");
            sql("UPDATE call SET legs = 2 WHERE id IN (SELECT id FROM call WHERE key = '1772550000-90')");
        }
    }

    private static void sql(String statement) {
        gateway.bean(Transactions.class).client().sql(statement).update();
    }
}
