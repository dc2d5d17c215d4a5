/**
 * Answers as a UCM would: {@code cdrapi} over HTTPS, exactly as contract S1 to S5 say, on listeners of its own beside the
 * application's. Promises: a peer that is not permitted learns nothing; an answer is whole or visibly broken off; an empty
 * answer means that nothing matches (or that the request breaks a rule), never that the database is away.
 *
 * <p>Public: {@link io.ucmbilling.cdrapi.ExportListeners}, which says where the exports listen.
 */
@NullMarked
package io.ucmbilling.cdrapi;

import org.jspecify.annotations.NullMarked;
