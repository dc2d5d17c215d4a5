@NullMarked
package io.ucmbilling.report.provider;

import org.jspecify.annotations.NullMarked;
