package io.ucmbilling.store.census;

import io.ucmbilling.store.erased.ErasedKeys;
import io.ucmbilling.store.row.LegKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Erased legs of a stretch of time that their UCM has deleted, as far as a whole read tells: those of which no key came.
 *
 * @param window the parameters site, from and to
 */
record ErasedDepartures(JdbcClient client, Map<String, Object> window) {
    private static final String LEGS = "SELECT l.number, l.departed, k.key FROM erased_leg AS l JOIN erased_key AS k ON"
            + " k.site = l.site AND k.number = l.number WHERE l.site = :site AND l.started_at BETWEEN :from AND :to"
            + " ORDER BY l.number";

    /** How many have newly departed, and how many are back. */
    record Changes(int gone, int back) {
        static final Changes NONE = new Changes(0, 0);
    }

    private record ErasedKey(long leg, boolean departed, UUID key) {}

    /** Notes what changes. Call with the site's row locked. */
    Changes note(LegKeys there) {
        List<ErasedKey> keys = client.sql(LEGS)
                .params(window)
                .query((row, number) -> new ErasedKey(row.getLong(1), row.getBoolean(2), row.getObject(3, UUID.class)))
                .list();
        if (keys.isEmpty()) {
            return Changes.NONE;
        }
        Set<UUID> came = there.all().stream().map(ErasedKeys::of).collect(Collectors.toSet());
        Set<Long> held = keys.stream()
                .filter(key -> came.contains(key.key()))
                .map(ErasedKey::leg)
                .collect(Collectors.toSet());
        Set<Long> gone = new HashSet<>();
        Set<Long> back = new HashSet<>();
        for (ErasedKey key : keys) {
            if (held.contains(key.leg()) == key.departed()) {
                (key.departed() ? back : gone).add(key.leg());
            }
        }
        write(gone, true);
        write(back, false);
        return new Changes(gone.size(), back.size());
    }

    private void write(Set<Long> legs, boolean departed) {
        if (!legs.isEmpty()) {
            client.sql("UPDATE erased_leg SET departed = :departed WHERE site = :site AND number = ANY"
                            + " (ARRAY(SELECT unnest(:legs::bigint[])))")
                    .params(window)
                    .param("departed", departed)
                    .param("legs", new ArrayList<>(legs).toArray(Long[]::new))
                    .update();
        }
    }
}
