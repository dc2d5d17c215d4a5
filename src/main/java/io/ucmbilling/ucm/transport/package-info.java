/**
 * Both ways in to a UCM (contract U1): the guide's requests with Digest or Basic, and the newer HTTPS API with a
 * session. Promises: wrong credentials go out once. A session's cookie and password are in no message.
 *
 * <p>Start at {@link io.ucmbilling.ucm.transport.Transports} and {@link io.ucmbilling.ucm.transport.Transport}, then
 * read {@link io.ucmbilling.ucm.transport.SignedRequests} and {@link io.ucmbilling.ucm.transport.ApiSession}.
 */
@NullMarked
package io.ucmbilling.ucm.transport;

import org.jspecify.annotations.NullMarked;
