/** Tests of reports that are mailed. */
@NullMarked
package io.ucmbilling.report.mail;

import org.jspecify.annotations.NullMarked;
