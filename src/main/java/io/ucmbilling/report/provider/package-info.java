/**
 * Providers of identities (report contract R1, OpenID Connect): how they are asked, and what they tell of somebody. Promise: nothing waits
 * for a provider but the sign-in that goes by it, and that not for long.
 *
 * <p>Start at {@link io.ucmbilling.report.provider.ProviderSignIn}, then {@link io.ucmbilling.report.provider.ClaimedUsers}.
 */
@NullMarked
package io.ucmbilling.report.provider;

import org.jspecify.annotations.NullMarked;
