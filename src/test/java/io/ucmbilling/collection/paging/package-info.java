@NullMarked
package io.ucmbilling.collection.paging;

import org.jspecify.annotations.NullMarked;
