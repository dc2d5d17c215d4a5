package io.ucmbilling.store.site;

import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Sites that are not collected as they should be, although some replica is to collect them. */
@Component
public final class SiteNeglect {
    private static final String NEGLECTED = """
        SELECT wanted.name
        FROM unnest(:names::text[], :seconds::integer[]) AS wanted (name, seconds)
        LEFT JOIN site ON site.name = wanted.name
        LEFT JOIN shedlock ON shedlock.name = :prefix || wanted.name
        WHERE (coalesce(greatest(site.tail_at + wanted.seconds * interval '1 s', site.retry_at), '-infinity') <= :due
               AND coalesce(shedlock.lock_until, '-infinity')
                   <= timezone('utc', clock_timestamp()) - :longest * interval '1 ms')
           OR (site.failures >= :failures AND site.last_fault = ANY (:kinds))
        """;

    private final Transactions transactions;

    SiteNeglect(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Says which sites count as neglected.
     *
     * @param lockPrefix stands before the site's id in the name of its lock
     * @param longest so long it was due, and nobody had its lock
     * @param failures or so many passes failed in a row
     * @param kinds the last by a fault of one of these
     */
    public record Rule(String lockPrefix, Duration longest, int failures, Collection<String> kinds) {}

    /**
     * Returns the neglected ones, in one statement.
     *
     * @param intervals the sites in question, by id, and how often each is to be asked
     */
    public Set<String> among(Map<String, Duration> intervals, Rule rule, Instant now) {
        String[] names = intervals.keySet().toArray(String[]::new);
        Integer[] seconds = new Integer[names.length];
        for (int i = 0; i < names.length; i++) {
            seconds[i] = Timestamps.seconds(intervals.getOrDefault(names[i], Duration.ZERO));
        }
        return new HashSet<>(transactions
                .client()
                .sql(NEGLECTED)
                .param("names", names)
                .param("seconds", seconds)
                .param("prefix", rule.lockPrefix())
                .param("due", Timestamps.atOrBefore(now.minus(rule.longest())))
                .param("longest", rule.longest().toMillis())
                .param("failures", rule.failures())
                .param("kinds", rule.kinds().toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
