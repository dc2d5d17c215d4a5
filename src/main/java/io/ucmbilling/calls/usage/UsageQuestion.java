package io.ucmbilling.calls.usage;

import io.ucmbilling.calls.view.CallFilter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of usage.
 *
 * @param filter which calls are added up
 * @param zone in which hours, days and months begin
 * @param keys each once, in the order in which the items are to be; none: one total
 */
public record UsageQuestion(CallFilter filter, ZoneId zone, List<UsageKey> keys) {
    public UsageQuestion {
        keys = List.copyOf(keys);
        if (keys.stream().filter(UsageKey::isPart).count() > 1) {
            throw new IllegalArgumentException(
                    "groupBy: found " + keys + ", expected one of trunk, extension, kind at most");
        }
    }

    Optional<UsageKey> part() {
        return keys.stream().filter(UsageKey::isPart).findFirst();
    }

    List<UsageKey> timeKeys() {
        return keys.stream().filter(UsageKey::isTime).toList();
    }
}
