package io.ucmbilling.calls.retention;

import io.ucmbilling.calls.erasure.LegPlaces;
import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.source.CallSources;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.erasure.LegErasure;
import io.ucmbilling.store.retention.KeptFrom.KeptSite;
import io.ucmbilling.store.site.CallSpan;
import io.ucmbilling.store.site.SiteRow;
import io.ucmbilling.store.site.SiteRows;
import io.ucmbilling.store.site.WallClockSpan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Calls that started before the first day that is kept and have legs behind it. If their later legs stayed, a call would be made of these
 * alone, and begin with version 1 again. So such calls are erased as a whole, which leaves the keys of their legs: a proof of the first day
 * counts them. They are few, and followers are told.
 */
@Component
final class BorderCalls {
    private static final int AT_A_TIME = 200;

    private static final String SESSIONS = """
        SELECT DISTINCT l.session FROM leg AS l
        WHERE l.site = :site AND l.start >= :day AND l.start <= :until::timestamp
          AND l.started_at >= :day AT TIME ZONE 'UTC' - interval '2 days'
          AND EXISTS (SELECT FROM leg AS f WHERE f.site = l.site AND f.session = l.session
                      AND f.start < :day AND f.start >= :from::timestamp)
        LIMIT :most\
        """;

    private final Transactions transactions;
    private final SiteRows sites;
    private final LegErasure erasing;

    BorderCalls(Transactions transactions, SiteRows sites, LegErasure erasing) {
        this.transactions = transactions;
        this.sites = sites;
        this.erasing = erasing;
    }

    /** Erases those of a site, some at a time. */
    void erase(KeptSite site, LocalDateTime day) {
        int found;
        do {
            found = transactions.writing(
                    connection -> erase(connection, sites.lock(site.name()), day), some -> some > 0);
        } while (found > 0);
    }

    private int erase(Connection connection, SiteRow site, LocalDateTime day) throws SQLException {
        WallClockSpan near = WallClockSpan.of(day).widened(CallSpan.DAYS);
        WallClockSpan far = site.scattered();
        WallClockSpan span = far == null ? near : near.and(far);
        List<CallKey> sessions = transactions
                .client()
                .sql(SESSIONS)
                .param("site", site.id())
                .param("day", day)
                .param("from", Timestamps.text(span.from()))
                .param("until", Timestamps.text(span.until()))
                .param("most", AT_A_TIME)
                .query((row, number) -> new CallKey(site.id(), row.getString(1)))
                .list();
        if (!sessions.isEmpty()) {
            erasing.erase(connection, site, LegPlaces.of(sessions, CallSources.read(connection, List.of(site.id()))));
        }
        return sessions.size();
    }
}
