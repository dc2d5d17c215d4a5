package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.plan.PassKind;
import io.ucmbilling.collection.plan.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Task of one pass: which windows of a site to read, and how strictly.
 *
 * @param windows to read, the earliest first
 * @param now when it begins
 * @param holdBack how long before now the open window ends; zero: it is open
 * @param settling how long after its start nearly every record has been written
 * @param lateness takes the legs that are new; null: their lateness tells nothing
 */
public record PassPlan(
        PassKind kind,
        List<Window> windows,
        Instant now,
        Duration holdBack,
        Duration settling,
        @Nullable PassLateness lateness) {

    boolean isTail() {
        return kind instanceof PassKind.Tail;
    }
}
