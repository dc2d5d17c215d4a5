/** The report in a real browser, by the names that its controls have for everybody. Without Chromium these tests are skipped, and say so. */
@NullMarked
package io.ucmbilling.report.browser;

import org.jspecify.annotations.NullMarked;
