package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.call.LegReading;
import io.ucmbilling.store.row.BilledLeg;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Leg as it is kept, and what it shows.
 *
 * @param site the site's id
 * @param call the id of its call
 * @param whole its call, where that was read: it says which numbers are an outside party's; null: it was not
 */
public record KeptLeg(
        String site,
        UUID call,
        BilledLeg leg,
        LegReading reading,
        @Nullable Call whole) {
    /** Returns the leg's own id. */
    public UUID id() {
        return CallId.of(site, leg);
    }

    /** Returns the extensions of the call, with those of the leg, which the call may not show yet (rule C9). */
    public Set<String> extensions() {
        return together(Call::extensions);
    }

    /**
     * Returns the numbers of outside parties of the call, with those of the leg, which the call may not show yet (rule C9). One that
     * is among the {@link #extensions} is none (rule A5).
     */
    public Set<String> outside() {
        Set<String> outside = together(Call::outside);
        outside.removeAll(extensions());
        return outside;
    }

    private Set<String> together(Function<Call, List<String>> numbers) {
        Set<String> together = new LinkedHashSet<>(numbers.apply(reading.alone()));
        if (whole != null) {
            together.addAll(numbers.apply(whole));
        }
        return together;
    }
}
