/**
 * Clients of the REST view: who they are, what they may ask for, how often (billing contract A1, A8). Knows no server and no
 * Spring.
 *
 * <p>Start at {@link io.ucmbilling.access.client.ApiClient}, then {@link io.ucmbilling.access.client.ApiClients}. Promises: no
 * key is in a message or a {@code toString}; comparing a key takes the same time for right and wrong.
 */
@NullMarked
package io.ucmbilling.access.client;

import org.jspecify.annotations.NullMarked;
