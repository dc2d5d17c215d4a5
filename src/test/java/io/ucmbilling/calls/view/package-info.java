@NullMarked
package io.ucmbilling.calls.view;

import org.jspecify.annotations.NullMarked;
