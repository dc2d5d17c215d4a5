/**
 * Who was shown what, and who did what (billing contract A7). Promise: an entry that was added stays as it is. The database refuses
 * every other statement.
 *
 * <p>Start at {@link io.ucmbilling.store.audit.AuditTrail}, then {@link io.ucmbilling.store.audit.AuditEntry}.
 */
@NullMarked
package io.ucmbilling.store.audit;

import org.jspecify.annotations.NullMarked;
