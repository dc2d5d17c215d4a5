@NullMarked
package io.ucmbilling.report.overview;

import org.jspecify.annotations.NullMarked;
