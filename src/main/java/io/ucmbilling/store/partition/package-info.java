/**
 * The partitions of the legs: one a month that is collected, one in front of them and one behind. Promises: a leg of any
 * date has its place; a mad clock costs two partitions.
 *
 * <p>Read in this order: {@link io.ucmbilling.store.partition.Partitions}, {@link
 * io.ucmbilling.store.partition.PartitionLayout} (pure), {@link io.ucmbilling.store.partition.PartitionReshaping}.
 */
@NullMarked
package io.ucmbilling.store.partition;

import org.jspecify.annotations.NullMarked;
