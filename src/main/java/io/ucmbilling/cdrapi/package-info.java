/**
 * Answers as a UCM would: {@code cdrapi} and {@code recapi} over HTTPS, exactly as contract S1 to S6 say, on listeners
 * of their own beside the application's. Promises: a peer that is not permitted learns nothing. An answer is whole or
 * visibly broken off. An empty answer means that nothing matches (or that the request breaks a rule), never that the
 * database is away. 404 means that a recording does not exist or may not be asked for, never that the UCM is away.
 *
 * <p>No other room uses it. Read in this order: {@code ExportListeners}, {@code ExportServlet}, then
 * the rooms below: {@code page}, {@code recapi}, and {@code api}, which serves both by the newer firmware's way in.
 */
@NullMarked
package io.ucmbilling.cdrapi;

import org.jspecify.annotations.NullMarked;
