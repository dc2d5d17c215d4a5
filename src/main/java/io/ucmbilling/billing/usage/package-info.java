/**
 * Usage as the REST view has it (billing contract B4). Start at {@link io.ucmbilling.billing.usage.UsageController}.
 */
@NullMarked
package io.ucmbilling.billing.usage;

import org.jspecify.annotations.NullMarked;
