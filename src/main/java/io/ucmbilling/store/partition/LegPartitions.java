package io.ucmbilling.store.partition;

import io.ucmbilling.store.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The partitions of the legs, for whoever drops old ones. */
@Component
public final class LegPartitions {
    private final Transactions transactions;

    LegPartitions(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Returns those that hold nothing but legs that started before a month, by the PBX's wall clock. */
    public List<String> before(YearMonth month) {
        PartitionLayout layout = transactions.writing(PartitionTables::read);
        List<String> tables = new ArrayList<>();
        YearMonth end = layout.beforeEnd();
        if (end != null && !end.isAfter(month)) {
            tables.add(PartitionLayout.Edge.BEFORE.table);
        }
        layout.months().headSet(month).forEach(old -> tables.add(PartitionTables.name(old)));
        return tables;
    }

    /** Keeps makers of partitions out until the transaction ends. */
    public void lock(Connection connection) throws SQLException {
        PartitionTables.await(connection);
    }
}
