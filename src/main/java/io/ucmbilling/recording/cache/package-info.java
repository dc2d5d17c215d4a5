/**
 * Files on disk under a bound. Promises: a file that is opened as whole is whole; the folder stays under its bound; a disk
 * that fails makes no request fail. A file may be read while it is written.
 *
 * <p>Read in this order: {@link io.ucmbilling.recording.cache.RecordingCache} for the algorithm, {@link
 * io.ucmbilling.recording.cache.GrowingFile} with its {@link io.ucmbilling.recording.cache.FileState}s, then {@code PartFile},
 * which writes. {@code CacheIndex} holds the bound, {@code CacheFolder} does what is done on the disk.
 */
@NullMarked
package io.ucmbilling.recording.cache;

import org.jspecify.annotations.NullMarked;
