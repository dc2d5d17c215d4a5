@NullMarked
package io.ucmbilling.recording.archive;

import org.jspecify.annotations.NullMarked;
