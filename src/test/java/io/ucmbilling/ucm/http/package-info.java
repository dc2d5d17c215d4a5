@NullMarked
package io.ucmbilling.ucm.http;

import org.jspecify.annotations.NullMarked;
