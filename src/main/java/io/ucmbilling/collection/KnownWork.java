package io.ucmbilling.collection;

import io.ucmbilling.store.collection.RequestedCollection;
import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.SiteProgress;
import java.util.List;

/**
 * All that tells what work a site needs, as last read from the database.
 *
 * @param openDays days of the first collection that are not done, the newest first
 * @param requested collections that somebody asked for and that are not over, in the order in which they were asked for
 */
record KnownWork(SiteProgress progress, List<Day> openDays, List<RequestedCollection> requested) {}
