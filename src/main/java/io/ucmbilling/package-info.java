/** The application: its main class. Everything else lives in the rooms below this package. */
@NullMarked
package io.ucmbilling;

import org.jspecify.annotations.NullMarked;
