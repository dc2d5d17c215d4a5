/**
 * A query's condition in SQL: sites, times, and lists of thousands of numbers at about the cost of one.
 *
 * <p>Start at {@link io.ucmbilling.store.condition.LegQuery}, then {@link io.ucmbilling.store.condition.QueryCondition}
 * and {@link io.ucmbilling.store.condition.PatternCondition}.
 */
@NullMarked
package io.ucmbilling.store.condition;

import org.jspecify.annotations.NullMarked;
