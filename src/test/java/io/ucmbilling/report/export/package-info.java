/** Tests of the report's files. */
@NullMarked
package io.ucmbilling.report.export;

import org.jspecify.annotations.NullMarked;
