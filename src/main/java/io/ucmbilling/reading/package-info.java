/**
 * What a record means: from the record as a UCM gave it to the leg as it is to be billed (contract N). Pure: no Spring, no
 * I/O, no clock.
 */
@NullMarked
package io.ucmbilling.reading;

import org.jspecify.annotations.NullMarked;
