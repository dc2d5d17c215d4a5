@NullMarked
package io.ucmbilling.report.signin;

import org.jspecify.annotations.NullMarked;
