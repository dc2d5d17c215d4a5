/**
 * The REST view, as a billing system wants it: {@code /api/v1}, its OpenAPI document, the pages about its problems (billing contract
 * B). Nothing of it is known to another family.
 *
 * <p>Start at {@link io.ucmbilling.billing.SitesController}. What came before is in {@link io.ucmbilling.billing.admission}.
 */
@NullMarked
package io.ucmbilling.billing;

import org.jspecify.annotations.NullMarked;
