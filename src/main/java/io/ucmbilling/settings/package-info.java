/** How a wrong setting is told: by its key, what was found and what was expected. The same words in every room. */
@NullMarked
package io.ucmbilling.settings;

import org.jspecify.annotations.NullMarked;
