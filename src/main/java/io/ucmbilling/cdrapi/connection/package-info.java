/**
 * Connections to a listener: connections are looked at when they are accepted, before TLS and before any buffer,
 * bounded in number, and closed when their time is over. Knows Tomcat's endpoint, and nothing of what is asked.
 *
 * <p>Start at {@link io.ucmbilling.cdrapi.connection.ExportEndpoint}, then {@link
 * io.ucmbilling.cdrapi.connection.PeerConnection}. Promises: whatever peers do, a listener holds no more connections than its
 * limits allow; a peer that is not permitted takes nothing from one that is; no connection waits for its peer without end.
 */
@NullMarked
package io.ucmbilling.cdrapi.connection;

import org.jspecify.annotations.NullMarked;
