/**
 * The reading of a window by pages, over a table that moves. Knows no database. Promise: whatever moves in the UCM's
 * table, a reading that ends well has seen every record that stood there all the time.
 *
 * <p>Read in this order: {@link io.ucmbilling.collection.walk.WindowReading}, {@link
 * io.ucmbilling.collection.walk.Walk} (which page comes next), {@link io.ucmbilling.collection.walk.WalkState}, {@link
 * io.ucmbilling.collection.walk.PageOutline}.
 */
@NullMarked
package io.ucmbilling.collection.walk;

import org.jspecify.annotations.NullMarked;
