@NullMarked
package io.ucmbilling.access.client;

import org.jspecify.annotations.NullMarked;
