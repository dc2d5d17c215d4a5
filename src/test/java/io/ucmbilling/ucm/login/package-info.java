@NullMarked
package io.ucmbilling.ucm.login;

import org.jspecify.annotations.NullMarked;
