/**
 * Admission to the REST view: who asks, from where, how often, for what, in which form (billing contract A1 to A8, B1). All checks
 * that need no data are made here, before Spring MVC sees the request.
 *
 * <p>Start at {@link io.ucmbilling.billing.admission.ApiOperation}, the table of what there is, then {@link
 * io.ucmbilling.billing.admission.AdmissionFilter}, which lists the order of the checks.
 */
@NullMarked
package io.ucmbilling.billing.admission;

import org.jspecify.annotations.NullMarked;
