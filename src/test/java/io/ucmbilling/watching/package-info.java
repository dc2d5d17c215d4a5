/** Tests of what Prometheus is told, and of the alerts and dashboards that are made of it. */
@NullMarked
package io.ucmbilling.watching;

import org.jspecify.annotations.NullMarked;
