@NullMarked
package io.ucmbilling.recording.standing;

import org.jspecify.annotations.NullMarked;
