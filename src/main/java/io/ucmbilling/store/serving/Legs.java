package io.ucmbilling.store.serving;

import io.ucmbilling.store.row.StoredLeg;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Source of the kept legs for exports, page by page in the order of serving. */
public interface Legs {

    /** The receiver of a page's items as they come from the database. */
    @FunctionalInterface
    interface ItemSink {
        /** Takes one item: one leg, or the matching legs of a call in ascending AcctId. */
        void item(List<StoredLeg> legs) throws IOException;

        /** Returns how long the database may work for the page in all. The sink's own time does not count. */
        default Duration timeLimit() {
            return NO_LIMIT;
        }

        /**
         * Returns whether anybody still waits for the items. Asked again and again by another thread while the database works,
         * and only then. It must not wait for anything.
         */
        default boolean isOpen() {
            return true;
        }
    }

    /** A limit that is longer than any query. */
    Duration NO_LIMIT = Duration.ofDays(1);

    /**
     * Streams one page of items, ascending by start instant, then AcctId (with several sites: the gateway's number). Items
     * that are calls stand at the place of their first leg, the one with the lowest AcctId. Walking the pages of one query
     * costs the same per page at the end as at the start: the end of the last page is remembered, and trusted only while
     * no leg has landed in front of it.
     *
     * @param offset matching items to skip
     * @param limit the most items to give; 0 gives none
     * @throws ClosedSinkException if the sink is no longer open
     * @throws IOException from the sink
     * @throws org.springframework.dao.QueryTimeoutException if the sink's time limit is over
     * @throws org.springframework.dao.DataAccessException if the database does not answer
     */
    void page(LegQuery query, long offset, int limit, ItemSink sink) throws IOException;

    /**
     * Returns the recordings that a leg names, as the UCM gave them. Of several legs with that AcctId the one that started last
     * is meant. The newest are found at once. An AcctId that none has costs a look at all legs of the sites.
     *
     * @param sites the sites asked
     * @param acctId the UCM's own with one site, the gateway's number with several
     * @param client for whom the database works
     * @return empty if there is no such leg, or its generation knows no recordings
     * @throws ClosedSinkException if the client is gone
     * @throws org.springframework.dao.QueryTimeoutException if the client's time limit is over
     * @throws org.springframework.dao.DataAccessException if the database does not answer
     */
    Optional<String> recordFiles(Collection<String> sites, long acctId, QueryClient client) throws IOException;
}
