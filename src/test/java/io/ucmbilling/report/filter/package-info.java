@NullMarked
package io.ucmbilling.report.filter;

import org.jspecify.annotations.NullMarked;
