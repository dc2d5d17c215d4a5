/**
 * Days that somebody asked to be collected anew, and how far each request has come (billing contract B5). Writes of the collection
 * are fenced as those of {@link io.ucmbilling.store.site.Sites}.
 *
 * <p>Start at {@link io.ucmbilling.store.collection.RequestedCollections}, then {@link
 * io.ucmbilling.store.collection.RequestedCollection}.
 */
@NullMarked
package io.ucmbilling.store.collection;

import org.jspecify.annotations.NullMarked;
