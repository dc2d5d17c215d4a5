/** Tests of the board of the fleet and of the page of a site. */
@NullMarked
package io.ucmbilling.report.fleet;

import org.jspecify.annotations.NullMarked;
