/**
 * Collections of days anew, as an administrator asks for them (billing contract B5).
 *
 * <p>Start at {@link io.ucmbilling.billing.collection.CollectionsController}, then {@link
 * io.ucmbilling.billing.collection.CollectionBody}. The work itself is done by {@code io.ucmbilling.collection}.
 */
@NullMarked
package io.ucmbilling.billing.collection;

import org.jspecify.annotations.NullMarked;
