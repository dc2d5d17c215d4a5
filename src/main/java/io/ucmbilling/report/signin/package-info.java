/**
 * How somebody signs in (report contract R1): by name and password, or by a provider of identities. Which addresses want which role
 * stands in {@link io.ucmbilling.report.signin.SignInConfiguration}.
 */
@NullMarked
package io.ucmbilling.report.signin;

import org.jspecify.annotations.NullMarked;
