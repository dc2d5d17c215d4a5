/**
 * The audit as administrators read it (report contract R1): what people and clients of the REST view were shown and did, newest first.
 *
 * <p>Start at {@link io.ucmbilling.report.audit.AuditPageController}, then {@link io.ucmbilling.report.audit.AuditForm}.
 */
@NullMarked
package io.ucmbilling.report.audit;

import org.jspecify.annotations.NullMarked;
