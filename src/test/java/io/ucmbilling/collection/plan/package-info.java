@NullMarked
package io.ucmbilling.collection.plan;

import org.jspecify.annotations.NullMarked;
