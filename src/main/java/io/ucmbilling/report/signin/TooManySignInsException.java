package io.ucmbilling.report.signin;

import org.springframework.security.core.AuthenticationException;

/** A password that was not checked, as too many are being checked. Trying again a little later helps. */
final class TooManySignInsException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    TooManySignInsException() {
        super("too many sign-ins at one time");
    }
}
