package io.ucmbilling.store.census;

import io.ucmbilling.store.row.LegKeys;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.LostSiteException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts of what is kept, to be compared with what a UCM holds. A leg that its UCM has deleted meanwhile stays (contract U8)
 * but has departed: it is not counted. One that was erased here is counted as if it were kept. Bounds are start instants, both inclusive; null is none. All methods block, and
 * throw {@link org.springframework.dao.DataAccessException} if the database does not answer.
 */
public interface Census {

    /** Returns how many legs of the site start in there and have not departed. */
    long count(String site, @Nullable Instant from, @Nullable Instant to);

    /** Returns how many legs of the site start in there and have departed. */
    long departed(String site, @Nullable Instant from, @Nullable Instant to);

    /**
     * Returns the start of the n-th last of the legs that have not departed.
     *
     * @param n 1 is the last
     * @return empty if there are fewer
     */
    Optional<Instant> nthLast(String site, @Nullable Instant from, @Nullable Instant to, long n);

    /** Returns the earliest start of a leg of the site in there, departed or not; empty: there is none. */
    Optional<Instant> earliest(String site, @Nullable Instant from, @Nullable Instant to);

    /**
     * Notes what a whole read of that time brought: kept legs in there that are not among {@code there} have departed, those
     * that are have not. Writes nothing if nothing changes.
     *
     * @return how many have newly departed
     * @throws LostSiteException if another replica has taken the site
     */
    int depart(Hold hold, @Nullable Instant from, @Nullable Instant to, LegKeys there);
}
