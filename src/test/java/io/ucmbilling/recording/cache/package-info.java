@NullMarked
package io.ucmbilling.recording.cache;

import org.jspecify.annotations.NullMarked;
