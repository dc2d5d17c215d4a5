/** Tests of the pages by HTTP, without a browser. Start at {@link io.ucmbilling.report.ReportGateway}, then {@code PageClient}. */
@NullMarked
package io.ucmbilling.report;

import org.jspecify.annotations.NullMarked;
