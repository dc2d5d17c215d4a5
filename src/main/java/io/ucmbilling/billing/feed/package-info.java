/**
 * The feed of changes as the REST view has it (billing contract B3): CloudEvents, positions, and followers that wait for the next
 * change.
 *
 * <p>Start at {@link io.ucmbilling.billing.feed.ChangesController}, then {@link io.ucmbilling.billing.feed.FeedAnswers} and {@link
 * io.ucmbilling.billing.feed.Followers}, which {@link io.ucmbilling.billing.feed.FeedWatch} wakes.
 */
@NullMarked
package io.ucmbilling.billing.feed;

import org.jspecify.annotations.NullMarked;
