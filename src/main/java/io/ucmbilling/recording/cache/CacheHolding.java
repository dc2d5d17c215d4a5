package io.ucmbilling.recording.cache;

/**
 * What the cache holds of one site's recordings.
 *
 * @param files how many
 * @param bytes of all of them
 */
public record CacheHolding(int files, long bytes) {}
