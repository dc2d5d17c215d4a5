package io.ucmbilling.report.provider;

import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.SignedIn;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Somebody whom a provider sent, and what they may do here. It lives as long as the sign-in. */
record ProviderUser(ReportUser user, OidcUser provided) implements OidcUser, SignedIn {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<String, Object> getClaims() {
        return provided.getClaims();
    }

    @Override
    public @Nullable OidcUserInfo getUserInfo() {
        return provided.getUserInfo();
    }

    @Override
    public OidcIdToken getIdToken() {
        return provided.getIdToken();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return provided.getAttributes();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }

    @Override
    public String getName() {
        return user.name();
    }
}
