package io.ucmbilling.recording.cache;

import io.ucmbilling.ucm.site.UcmFault;

/** State of a {@link GrowingFile}: still growing, whole, or ended without the whole. */
public sealed interface FileState {
    /** It has not been found yet, or nothing tells how long it is. */
    record Opening() implements FileState {}

    /** Its bytes come, and its length is known. */
    record Growing() implements FileState {}

    /**
     * All its bytes can be read.
     *
     * @param length in bytes
     * @param sha256 of all of them, 64 lower-case hex digits
     */
    record Whole(long length, String sha256) implements FileState {}

    /** The UCM has no such file. */
    record Missing() implements FileState {}

    /** @param fault how the download broke for good */
    record Failed(UcmFault fault) implements FileState {}

    /** The cache cannot keep it: each reader goes on by itself. */
    record Uncacheable() implements FileState {}

    default boolean isFinal() {
        return !(this instanceof Opening || this instanceof Growing);
    }
}
