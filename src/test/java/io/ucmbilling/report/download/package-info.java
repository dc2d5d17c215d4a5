/** Tests of downloads. */
@NullMarked
package io.ucmbilling.report.download;

import org.jspecify.annotations.NullMarked;
