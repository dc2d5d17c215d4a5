/**
 * TLS with one site: whom it trusts, and what an old UCM needs, for its site alone.
 *
 * <p>Start at {@link io.ucmbilling.ucm.tls.SiteTls}.
 */
@NullMarked
package io.ucmbilling.ucm.tls;

import org.jspecify.annotations.NullMarked;
