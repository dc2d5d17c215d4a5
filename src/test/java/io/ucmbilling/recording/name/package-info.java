@NullMarked
package io.ucmbilling.recording.name;

import org.jspecify.annotations.NullMarked;
