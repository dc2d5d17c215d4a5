@NullMarked
package io.ucmbilling.access.password;

import org.jspecify.annotations.NullMarked;
