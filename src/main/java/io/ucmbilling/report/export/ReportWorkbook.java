package io.ucmbilling.report.export;

import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.contract.CdrRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Excel workbook of calls and their legs, written as it grows: first all calls, then all legs. */
final class ReportWorkbook implements AutoCloseable {
    private static final String APPLICATION = "UCM Billing Gateway";
    private static final String VERSION = "1.0";

    private final Workbook workbook;
    private final CallRows callRows;
    private final LegRows legRows;
    private final SheetSeries calls;
    private final SheetSeries legs;
    private boolean ended;

    ReportWorkbook(OutputStream out, ChosenColumns columns, Function<StoredCall, ZoneId> zones) {
        this(out, columns, zones, Worksheet.MAX_ROWS);
    }

    /** @param mostRows of a sheet, its header counted */
    ReportWorkbook(OutputStream out, ChosenColumns columns, Function<StoredCall, ZoneId> zones, int mostRows) {
        workbook = new Workbook(out, APPLICATION, VERSION);
        callRows = new CallRows(columns.ofCalls(), zones);
        legRows = new LegRows(columns.ofLegs());
        calls = new SheetSeries(workbook, "Calls", columns.ofCalls(), mostRows);
        List<ReportColumn> ofLegs = new ArrayList<>(List.of(CallColumn.NUMBER, CallColumn.SITE));
        ofLegs.addAll(columns.ofLegs());
        legs = new SheetSeries(workbook, "Legs", ofLegs, mostRows);
    }

    /** @param number of the call in the file, from 1 on */
    void call(long number, StoredCall call) throws IOException {
        callRows.write(calls.next(), number, call);
    }

    /** Ends the calls; legs follow. */
    void endCalls() throws IOException {
        calls.end();
    }

    /** @param call the call's number in the file */
    void leg(long call, String site, CdrRecord record) throws IOException {
        legRows.write(legs.next(), call, site, record);
    }

    /** Ends the file well. */
    void end() throws IOException {
        legs.end();
        workbook.finish();
        ended = true;
    }

    /** Leaves a file that did not end well as it is: without its last parts no program opens it. */
    @Override
    public void close() throws IOException {
        if (ended) {
            workbook.close();
        }
    }
}
