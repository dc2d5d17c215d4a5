/**
 * Conversation with one UCM: signs in, reads one page of cdrapi, one listing or one file of recapi. The way in is
 * {@link io.ucmbilling.ucm.Ucms}, for a {@link io.ucmbilling.ucm.site.Site} of the configured {@link
 * io.ucmbilling.ucm.site.Fleet}. Every way to fail comes as a {@link io.ucmbilling.ucm.site.UcmFault} with its {@link
 * io.ucmbilling.ucm.site.FaultKind}, within the site's time limits. Nothing is sent again here but what signing in asks
 * for, and what a kept connection swallowed that the UCM had closed meanwhile. Wrong credentials go out once. A file is
 * never held in memory, and what broke off is never told as its end.
 */
@NullMarked
package io.ucmbilling.ucm;

import org.jspecify.annotations.NullMarked;
