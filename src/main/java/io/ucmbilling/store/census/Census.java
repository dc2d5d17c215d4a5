package io.ucmbilling.store.census;

import io.ucmbilling.store.row.LegKeys;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.LostSiteException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is kept, to be compared with what a UCM holds. A leg that its UCM has deleted meanwhile stays (contract U8)
 * but has departed: it is not counted. Bounds are start instants, both inclusive; null is none. All methods block, and
 * throw {@link org.springframework.dao.DataAccessException} where the database does not answer.
 */
public interface Census {

    /** How many legs of the site start in there and have not departed. */
    long count(String site, @Nullable Instant from, @Nullable Instant to);

    /** How many legs of the site start in there and have departed. */
    long departed(String site, @Nullable Instant from, @Nullable Instant to);

    /**
     * The start of the n-th last of these legs.
     *
     * @param n 1 is the last
     * @return empty where there are fewer
     */
    Optional<Instant> nthLast(String site, @Nullable Instant from, @Nullable Instant to, long n);

    /**
     * Notes what a whole read of that time brought: kept legs in there that are not among {@code there} have departed, those
     * that are have not. Writes nothing where nothing changes.
     *
     * @return how many have newly departed
     * @throws LostSiteException where another replica has taken the site
     */
    int depart(Hold hold, @Nullable Instant from, @Nullable Instant to, LegKeys there);
}
