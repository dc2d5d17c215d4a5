@NullMarked
package io.ucmbilling.recording;

import org.jspecify.annotations.NullMarked;
