package io.ucmbilling.collection;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * The events at one UCM, as a plain value: it shrinks, and plays the same way each time.
 *
 * @param first the day at whose noon it begins; in histories near a change of the clocks too
 * @param daysBefore how many days before that are to be collected
 * @param pageSize records that the collection asks for at a time
 * @param before what the UCM holds at the beginning
 */
public record History(
        Nature nature, LocalDate first, int daysBefore, int pageSize, List<Change> before, List<Happening> happenings) {

    /** How the UCM sorts and how it counts. */
    public record Nature(Order order, Places places) {}

    /** The value that a UCM sorts by. */
    public enum Order {
        START,
        ACCT_ID,
        HANG_UP,
        /** Neighbours change places from one request to the next. */
        UNSTABLE
    }

    /** The unit that numRecords and offset count (contract U6). */
    public enum Places {
        /** Records, none nested in another. */
        FLAT,
        /** Legs, while the answer nests them. */
        LEGS,
        /** Items, each with all legs of its call that match. */
        ITEMS,
        /** Nothing: each page is the first one. */
        NONE
    }

    /** A change of the UCM's table. */
    public sealed interface Change {
        /**
         * A call hung up now.
         *
         * @param ago how long ago it started
         * @param legs 1 or more, a second apart
         */
        record Call(Duration ago, int legs) implements Change {}

        /**
         * A further leg of the call of a record that is there, written now. It stands in its neighbour's container if
         * the UCM nests.
         */
        record Leg(int of, boolean amongNeighbours) implements Change {}

        /** A record that cannot be read. */
        record Unreadable(Duration ago) implements Change {}

        /** A record is deleted. */
        record Delete(int which) implements Change {}

        /** A record's content is changed. */
        record Rewrite(int which) implements Change {}

        /** AcctIds begin at 1 again. */
        record Restart() implements Change {}

        /** The cleaner takes all that started on the days before. */
        record Clean(int daysBefore) implements Change {}

        /** "Delete All". */
        record Wipe() implements Change {}
    }

    /** The fault of the UCM in the requests to come. */
    enum Wrong {
        /** It answers nothing. */
        EMPTY,
        /** It gives its first page, whatever the offset. */
        REPEATED,
        /** It cannot be reached. */
        DOWN
    }

    /** Requests that are answered rightly, then some that are not. */
    record Spell(int right, Wrong wrong, int times) {}

    /** What happens during a turn, before the n-th request of it is answered. */
    record During(int request, Change change) {}

    /**
     * Some changes, then a turn of the collection.
     *
     * @param pause since the turn before
     * @param stopAtWrite the write of this turn at which the process dies; 0: none
     */
    record Happening(Duration pause, List<Change> changes, List<During> during, List<Spell> spells, int stopAtWrite) {}
}
