/**
 * Queries of the REST view: names and values as sent, the formats of values, cursors (billing contract B1). Pure functions.
 *
 * <p>Start at {@link io.ucmbilling.billing.query.RawQuery}, then {@link io.ucmbilling.billing.query.Parameter} and {@link
 * io.ucmbilling.billing.query.ParameterValues}.
 */
@NullMarked
package io.ucmbilling.billing.query;

import org.jspecify.annotations.NullMarked;
