@NullMarked
package io.ucmbilling.calls.report;

import org.jspecify.annotations.NullMarked;
