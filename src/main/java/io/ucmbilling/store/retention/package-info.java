/**
 * How long calls are kept, and dropping what is older of legs and of what belongs to them. Promise: what is dropped is not stored again.
 *
 * <p>Start at {@link io.ucmbilling.store.retention.RetentionSettings}, then {@link io.ucmbilling.store.retention.KeptFrom}, {@link
 * io.ucmbilling.store.retention.OldLegs}.
 */
@NullMarked
package io.ucmbilling.store.retention;

import org.jspecify.annotations.NullMarked;
