package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.paging.Walk.Request;

/** Where a {@link Walk} stands. {@code empties} is how many answers in a row were empty there. */
sealed interface WalkState {

    /** Returns what to ask. */
    Request request(int pageSize);

    /** At offset 0, first or anew. */
    record Start(int empties) implements WalkState {
        @Override
        public Request request(int pageSize) {
            return new Request(0, pageSize);
        }
    }

    /** Behind a full page: asks from its last leg on, which must come. */
    record Overlapping(Position at, int empties) implements WalkState {
        @Override
        public Request request(int pageSize) {
            return new Request(at.offset(), pageSize);
        }
    }

    /** Behind a page that is not full: asks for what follows it, where nothing is expected. */
    record Behind(Position at) implements WalkState {
        @Override
        public Request request(int pageSize) {
            return new Request(at.offset(), pageSize);
        }
    }

    /** Behind what a strict walk takes for the last page: asks for its last leg alone, which must come. */
    record Control(Position at, int empties) implements WalkState {
        @Override
        public Request request(int pageSize) {
            return new Request(at.offset() - 1, 1);
        }
    }

    /** The last leg still came: asks for what follows it once more. */
    record Confirmed(Position at) implements WalkState {
        @Override
        public Request request(int pageSize) {
            return new Request(at.offset(), pageSize);
        }
    }

    /**
     * A place behind a page.
     *
     * @param pageOffset where the page was asked for
     * @param offset where to go on
     * @param landedInFront whether a record has landed in front of an offset since the start
     * @param repeats how often the page came in place of the next one
     */
    record Position(PageOutline page, long pageOffset, long offset, boolean landedInFront, int repeats) {
        Position repeated() {
            return new Position(page, pageOffset, offset, landedInFront, repeats + 1);
        }

        Position oneBack() {
            return new Position(page, pageOffset, offset - 1, landedInFront, 0);
        }
    }
}
