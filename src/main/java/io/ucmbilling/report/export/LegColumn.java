package io.ucmbilling.report.export;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;

/** Columns of the guide's CSV, in its order (guide, chapter "CDR CSV FILE"). */
public enum LegColumn implements ReportColumn {
    CALL_FROM("call from", Field.SRC, CellType.TEXT, 18),
    CALL_TO("call to", Field.DST, CellType.TEXT, 18),
    CONTEXT("context", Field.DCONTEXT, CellType.TEXT, 18),
    START_TIME("start time", Field.START, CellType.TIME, 20),
    ANSWER_TIME("answer time", Field.ANSWER, CellType.TIME, 20),
    END_TIME("end time", Field.END, CellType.TIME, 20),
    CALL_TIME("call time", Field.DURATION, CellType.DURATION, 11),
    TALK_TIME("talk time", Field.BILLSEC, CellType.DURATION, 11),
    SOURCE_CHANNEL("source channel", Field.CHANNEL, CellType.TEXT, 28),
    DEST_CHANNEL("dest channel", Field.DSTCHANNEL, CellType.TEXT, 28),
    STATUS("status", Field.DISPOSITION, CellType.TEXT, 14);

    private final String title;
    private final Field field;
    private final CellType type;
    private final int width;

    LegColumn(String title, Field field, CellType type, int width) {
        this.title = title;
        this.field = field;
        this.type = type;
        this.width = width;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int width() {
        return width;
    }

    /** Returns what the column's values are in a workbook. In CSV all are written as the UCM gave them. */
    CellType type() {
        return type;
    }

    /** Returns the value of a leg, as the UCM gave it; empty if it gave none. */
    String of(CdrRecord record) {
        return record.text(field);
    }
}
