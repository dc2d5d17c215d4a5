package io.ucmbilling.billing.admission;

import io.ucmbilling.access.client.ApiClient;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A client that all checks have let on, as Spring Security knows it. */
final class AdmittedClient extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient ApiClient client;

    AdmittedClient(ApiClient client) {
        super(authorities(client));
        this.client = client;
        setAuthenticated(true);
    }

    private static Collection<? extends GrantedAuthority> authorities(ApiClient client) {
        return List.copyOf(client.scopes().stream()
                .map(scope -> new SimpleGrantedAuthority("SCOPE_" + scope.name()))
                .toList());
    }

    /** Returns nothing: the key is forgotten once it is known whose it is. */
    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public ApiClient getPrincipal() {
        return client;
    }

    @Override
    public String getName() {
        return client.name();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AdmittedClient admitted && client.equals(admitted.client);
    }

    @Override
    public int hashCode() {
        return client.hashCode();
    }
}
