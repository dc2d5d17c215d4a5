/**
 * Access to a listener and the identity it shows: permitted addresses, Digest and Basic authentication, the newer
 * API's sessions, the TLS certificate (contract S1). Knows no server and no Spring.
 *
 * <p>Public: {@link io.ucmbilling.access.PermittedAddresses}, {@link io.ucmbilling.access.Authentication} and {@link
 * io.ucmbilling.access.ApiSessions} with {@link io.ucmbilling.access.Credentials}, {@link io.ucmbilling.access.Identity}, and {@link io.ucmbilling.access.ConcurrencyLimit}. Promises: nothing secret is in a message or
 * a {@code toString}; comparing a secret takes the same time for right and wrong.
 */
@NullMarked
package io.ucmbilling.access;

import org.jspecify.annotations.NullMarked;
