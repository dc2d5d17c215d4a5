/**
 * The CDR report: pages for people, downloads, mail (report contract, R). Nothing of it is known to another family.
 *
 * <p>Start at {@link io.ucmbilling.report.user.ReportUser}, then {@code report.filter} (what is asked of a page), {@code report.call} (the
 * table of calls) and {@code report.export} (its downloads).
 */
@NullMarked
package io.ucmbilling.report;

import org.jspecify.annotations.NullMarked;
