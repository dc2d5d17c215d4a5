/**
 * What {@code cdrapi} says on the wire: queries, records and pages, in JSON, XML and CSV, read and written by the same
 * classes for the client of a UCM and for the gateway's own exports. No Spring, no I/O but the streams handed in.
 *
 * <ul>
 *   <li>{@link io.ucmbilling.contract.query.CdrQuery}: a request. What it writes, it reads back equal; what breaks a rule is
 *       {@code Wrong} with its reason, never an exception.
 *   <li>{@link io.ucmbilling.contract.query.RecQuery}: a request to {@code recapi}, read.
 *   <li>{@link io.ucmbilling.contract.format.PageReader}: an answer read. One broken record does not spoil the others; half an
 *       answer is never taken for the whole where the format can show it. What it costs is bounded, whatever the answer holds.
 *   <li>{@link io.ucmbilling.contract.RecordTimes}: the times that a record tells.
 *   <li>{@link io.ucmbilling.contract.format.PageWriters}: an answer written, byte for byte as the guide prints it.
 * </ul>
 *
 * <p>The rules are in {@code src/docs/contract.md}; a comment cites one by its letter and number, such as S2 or U3.
 *
 * <p>Vendor names ({@code src}, {@code billsec}) live here and nowhere above, but in SQL.
 */
@NullMarked
package io.ucmbilling.contract;

import org.jspecify.annotations.NullMarked;
