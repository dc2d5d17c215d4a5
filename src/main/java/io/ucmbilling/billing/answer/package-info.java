/**
 * Answers of the REST view: pages of lists, single resources with their tags, and how they stand in the OpenAPI document (billing
 * contract B1).
 *
 * <p>Start at {@link io.ucmbilling.billing.answer.Listing}, then {@link io.ucmbilling.billing.answer.EntityTags}.
 */
@NullMarked
package io.ucmbilling.billing.answer;

import org.jspecify.annotations.NullMarked;
