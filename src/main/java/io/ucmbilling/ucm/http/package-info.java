/**
 * HTTP with one site, within its time limits: a call on a thread of its own, its answer bounded in size, its fault told
 * by kind.
 *
 * <p>Read in this order: {@link io.ucmbilling.ucm.http.SiteHttpClient}, {@link io.ucmbilling.ucm.http.HttpCall}, {@link
 * io.ucmbilling.ucm.http.StreamingResponse}, {@link io.ucmbilling.ucm.http.PageResponses}, {@link
 * io.ucmbilling.ucm.http.FaultFactory}.
 */
@NullMarked
package io.ucmbilling.ucm.http;

import org.jspecify.annotations.NullMarked;
