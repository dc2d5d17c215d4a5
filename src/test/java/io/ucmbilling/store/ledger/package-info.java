@NullMarked
package io.ucmbilling.store.ledger;

import org.jspecify.annotations.NullMarked;
