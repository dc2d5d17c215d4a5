package io.ucmbilling.collection.walk;

/**
 * State of a {@link Walk}: where it stands, and so what it asks for next. {@code empties} is how many answers in a row
 * were empty in it.
 */
sealed interface WalkState {

    default WalkRequest next(int pageSize) {
        return switch (this) {
            case Start start -> new WalkRequest(0, pageSize);
            case Overlapping(Position at, int empties) -> new WalkRequest(at.offset(), pageSize);
            case Behind(Position at) -> new WalkRequest(at.offset(), pageSize);
            case Control(Position at, int empties) -> new WalkRequest(at.offset() - 1, 1);
            case Confirmed(Position at) -> new WalkRequest(at.offset(), pageSize);
        };
    }

    /** At offset 0, first or anew. */
    record Start(int empties) implements WalkState {}

    /** Behind a full page: asks from its last leg on, which must come. */
    record Overlapping(Position at, int empties) implements WalkState {}

    /** Behind a page that is not full: asks for what follows it, where nothing is expected. */
    record Behind(Position at) implements WalkState {}

    /** Behind what a strict walk takes for the last page: asks for its last leg alone, which must come. */
    record Control(Position at, int empties) implements WalkState {}

    /** The last leg still came: asks for what follows it once more. */
    record Confirmed(Position at) implements WalkState {}

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
