package io.ucmbilling.store.serving;

import io.ucmbilling.store.database.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;

/**
 * The query for the recordings of one leg, by the AcctId that it is served under. There is no index on either: it goes
 * through the legs from the one that started last, as who asks has read the record shortly before.
 *
 * @param sites the numbers of the sites, at least one
 * @param oneSite whether AcctId is the UCM's own, not the gateway's number
 */
record RecordFilesQuery(Collection<Short> sites, boolean oneSite, long acctId) {

    Optional<String> run(WatchedQuery database) throws SQLException {
        try (PreparedStatement statement = sql().prepare(database.connection());
                ResultSet leg = database.run(statement::executeQuery)) {
            return leg.next() ? Optional.ofNullable(leg.getString(1)) : Optional.empty();
        }
    }

    private Sql sql() {
        Sql sql = new Sql().add("SELECT l.recordfiles FROM leg AS l WHERE ");
        if (oneSite) {
            sql.add("l.site = ? AND l.acct_id = ?", sites.iterator().next(), acctId);
        } else {
            sql.addArray("l.site = ANY (?)", "int2", sites.toArray()).add(" AND l.number = ?", acctId);
        }
        return sql.add(" ORDER BY l.started_at DESC LIMIT 1");
    }
}
