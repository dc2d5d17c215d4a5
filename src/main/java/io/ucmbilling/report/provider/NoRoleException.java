package io.ucmbilling.report.provider;

import io.ucmbilling.report.user.ReportUser;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** A provider sent somebody who has no role here. */
public final class NoRoleException extends OAuth2AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final ReportUser user;

    NoRoleException(ReportUser user) {
        super("no_role");
        this.user = user;
    }

    /** Returns who that is. They were not let in. */
    public ReportUser user() {
        return user;
    }
}
