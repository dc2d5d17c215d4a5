/**
 * Polls, pages, normalises, keeps. Promises: a record that a UCM shows is stored once, whatever the network, the UCM or a
 * crash does; received = stored + unchanged + quarantined; one site's trouble delays no other. The only room that
 * schedules polling.
 */
@NullMarked
package io.ucmbilling.collection;

import org.jspecify.annotations.NullMarked;
