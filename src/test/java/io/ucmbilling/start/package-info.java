/**
 * The start of the gateway as the image starts it: extracted, with a cache of loaded classes and of what the compiler learnt. Start at
 * {@code CacheTraining}, which makes the cache; {@code StartBench} measures what it is worth.
 */
@NullMarked
package io.ucmbilling.start;

import org.jspecify.annotations.NullMarked;
