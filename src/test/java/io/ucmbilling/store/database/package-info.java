@NullMarked
package io.ucmbilling.store.database;

import org.jspecify.annotations.NullMarked;
