/**
 * What {@code cdrapi} says on the wire: queries, records and pages, in JSON, XML and CSV, read and written by the same
 * classes for the client of a UCM and for the gateway's own exports. No Spring, no I/O but the streams handed in.
 *
 * <p>Vendor names ({@code src}, {@code billsec}) live here and nowhere above, but in SQL.
 */
@NullMarked
package io.ucmbilling.contract;

import org.jspecify.annotations.NullMarked;
