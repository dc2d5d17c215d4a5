/**
 * What all pages share (report contract R6): their frame, their errors, and how times, durations and parties are written in tables.
 *
 * <p>The frame is {@code templates/report/layout.html}. Start at {@link io.ucmbilling.report.page.GuideFormat}.
 */
@NullMarked
package io.ucmbilling.report.page;

import org.jspecify.annotations.NullMarked;
