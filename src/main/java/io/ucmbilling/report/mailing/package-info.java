/**
 * <i>Automatic Download Settings</i> (report contract R3): the page of the settings by which reports are mailed, and of what was mailed.
 *
 * <p>Start at {@code MailingController}, then {@code MailingForm} and {@code MailingFormReader}.
 */
@NullMarked
package io.ucmbilling.report.mailing;

import org.jspecify.annotations.NullMarked;
