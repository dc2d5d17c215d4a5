package io.ucmbilling.calls.erasure;

import java.util.UUID;

/** What came of a request to erase. */
public sealed interface ErasureStart {
    /**
     * It was begun, and goes on by itself.
     *
     * @param calls how many matched
     */
    record Begun(UUID id, long calls) implements ErasureStart {}

    /** Nothing was erased: another number of calls matched than was expected. */
    record OtherCount(long found) implements ErasureStart {}
}
