package io.ucmbilling.store.partition;

/** Where the partitions of misdated legs stand: one in front of all months, one behind them. */
enum PartitionEdge {
    BEFORE("leg_before"),
    AFTER("leg_after");

    private final String table;

    PartitionEdge(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }
}
