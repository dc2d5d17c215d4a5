/** Tests of what watchers are told of the sites. */
@NullMarked
package io.ucmbilling.store.watch;

import org.jspecify.annotations.NullMarked;
