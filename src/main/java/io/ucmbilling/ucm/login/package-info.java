/**
 * Both ways to sign in (contract U1): Digest or Basic with each request of the guide's API, a session of the newer
 * HTTPS API. Promises: wrong credentials go out once. A session's cookie and password are in no message.
 *
 * <p>Start at {@link io.ucmbilling.ucm.login.SignedRequests} and {@link io.ucmbilling.ucm.login.ApiSession}.
 */
@NullMarked
package io.ucmbilling.ucm.login;

import org.jspecify.annotations.NullMarked;
