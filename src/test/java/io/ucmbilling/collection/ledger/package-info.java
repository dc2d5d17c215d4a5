@NullMarked
package io.ucmbilling.collection.ledger;

import org.jspecify.annotations.NullMarked;
