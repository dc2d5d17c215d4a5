@NullMarked
package io.ucmbilling.report.call;

import org.jspecify.annotations.NullMarked;
