package io.ucmbilling.report.user;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/** Principal of somebody who is signed in, whichever way they came. It is kept in their session. */
public interface SignedIn extends AuthenticatedPrincipal, Serializable {
    ReportUser user();
}
