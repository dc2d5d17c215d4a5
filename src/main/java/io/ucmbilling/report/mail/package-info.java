/**
 * Reports that are mailed by a schedule (report contract R3). Promise: each period of a setting is
 * mailed exactly once over all replicas; after a crash between sending and noting, at most once more, with the same Message-ID.
 *
 * <p>Start at {@code MailSchedule} (which periods, and when), then {@code MailWorker} (plans and claims) and {@code MailDelivery} (one
 * mail).
 */
@NullMarked
package io.ucmbilling.report.mail;

import org.jspecify.annotations.NullMarked;
