/**
 * Who looks at the report (report contract R1). Promise: a page that asks {@link io.ucmbilling.report.user.ReportUser} what may be
 * shown shows no more.
 */
@NullMarked
package io.ucmbilling.report.user;

import org.jspecify.annotations.NullMarked;
