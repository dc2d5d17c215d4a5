/**
 * A site as configured, every value checked, and every way in which talking to it can fail.
 *
 * <p>Start at {@link io.ucmbilling.ucm.site.Site} and {@link io.ucmbilling.ucm.site.Fleet}; {@link
 * io.ucmbilling.ucm.site.SiteSettingsCheck} makes the one of what was written. {@link io.ucmbilling.ucm.site.FaultKind}
 * is the table of what follows from each fault.
 */
@NullMarked
package io.ucmbilling.ucm.site;

import org.jspecify.annotations.NullMarked;
