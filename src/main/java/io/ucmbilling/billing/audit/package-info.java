/**
 * The audit as the REST view shows it, and the way in which the other rooms of the family add to it (billing contract A7).
 *
 * <p>Start at {@link io.ucmbilling.billing.audit.Auditor}, then {@link io.ucmbilling.billing.audit.AuditController}.
 */
@NullMarked
package io.ucmbilling.billing.audit;

import org.jspecify.annotations.NullMarked;
