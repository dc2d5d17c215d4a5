/**
 * What is known of each site: its progress, the days of its first collection, how late its records come, how far its
 * zone is off. A write carries the {@link io.ucmbilling.store.site.Hold} of the replica that took the site. One under an older
 * hold stores nothing.
 *
 * <p>Start at {@link io.ucmbilling.store.site.Sites}, then {@link io.ucmbilling.store.site.SiteProgress} and {@link
 * io.ucmbilling.store.site.SiteRows}.
 */
@NullMarked
package io.ucmbilling.store.site;

import org.jspecify.annotations.NullMarked;
