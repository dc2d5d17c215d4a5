package io.ucmbilling.calls.source;

import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.store.row.BilledLegRow;
import io.ucmbilling.store.row.CallLegRow;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How much of a leg is read back. */
public enum LegExtent {
    /** What calls depend on: a part of the record alone. */
    CALL(CallLegRow.columns("leg"), CallLegRow::read),
    /** The record as the UCM gave it. */
    RECORD(BilledLegRow.columns("leg"), BilledLegRow::read);

    private final String columns;
    private final RowReader reader;

    /** Function that reads a row. */
    @FunctionalInterface
    private interface RowReader {
        BilledLeg read(ResultSet row) throws SQLException;
    }

    LegExtent(String columns, RowReader reader) {
        this.columns = columns;
        this.reader = reader;
    }

    /** Returns the columns to select from {@code leg}. */
    String columns() {
        return columns;
    }

    BilledLeg read(ResultSet row) throws SQLException {
        return reader.read(row);
    }
}
