/**
 * What is known of each site: its progress, the days of its first collection, how late its records come, how far its
 * zone is off. Writes carry the fence of whoever holds the site; an older one stores nothing.
 *
 * <p>Start at {@link io.ucmbilling.store.site.SiteProgress}, then {@link io.ucmbilling.store.site.SiteRows}.
 */
@NullMarked
package io.ucmbilling.store.site;

import org.jspecify.annotations.NullMarked;
