/**
 * Settings by which reports are mailed, and the mails that were and are to be sent (report contract R3). Promise: each period of a
 * setting has one mail, over all replicas, whose Message-ID is known before it is sent.
 *
 * <p>Start at {@link io.ucmbilling.store.mailing.Mailings}, then {@link io.ucmbilling.store.mailing.Sendings}.
 */
@NullMarked
package io.ucmbilling.store.mailing;

import org.jspecify.annotations.NullMarked;
