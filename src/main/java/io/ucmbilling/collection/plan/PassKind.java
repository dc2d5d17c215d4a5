package io.ucmbilling.collection.plan;

import io.ucmbilling.store.collection.RequestedCollection;
import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.SiteProgress.Part;
import java.time.LocalDate;
import java.util.UUID;

/** Kind of a pass: what part of a site's records it reads. */
public sealed interface PassKind {

    /** A pass over the open window: from the newest known start, less the overlap, on. */
    record Tail() implements PassKind {}

    /** A pass over the last days again, because a long call appears late (contract U5). */
    record Sweep(boolean deep) implements PassKind {}

    /** A pass over one day of the first collection. */
    record FirstRead(Day day) implements PassKind {}

    /** A pass over one day of a collection that somebody asked for. */
    record RequestedRead(UUID collection, LocalDate day) implements PassKind {
        public static RequestedRead next(RequestedCollection collection) {
            return new RequestedRead(collection.id(), collection.nextDay());
        }
    }

    default Part part() {
        return switch (this) {
            case Tail() -> Part.TAIL;
            case Sweep(boolean deep) -> deep ? Part.DEEP_SWEEP : Part.SWEEP;
            case FirstRead day -> Part.DAY;
            case RequestedRead day -> Part.REQUESTED_DAY;
        };
    }

    /** Returns whether both are the same work, so that one may go on with what the other began. */
    default boolean sameAs(PassKind other) {
        return (this instanceof FirstRead(Day day) && other instanceof FirstRead(Day otherDay))
                ? day.day().equals(otherDay.day())
                : equals(other);
    }
}
