/** What migrations may change, so that replicas of the version before go on working beside them. */
@NullMarked
package io.ucmbilling.store.migration;

import org.jspecify.annotations.NullMarked;
