package io.ucmbilling.access.client;

import io.ucmbilling.access.PermittedAddresses;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client of the REST view (billing contract A1, A2).
 *
 * @param name unique; of a JWT {@code jwt:} and its subject
 * @param sites the ids of the sites that it may see, configured or not; null: all
 * @param permitted where it may ask from; an empty list means everywhere
 * @param mask whether outside numbers are hidden from it
 * @param requestsPerMinute null: unbounded
 */
public record ApiClient(
        String name,
        Set<ApiScope> scopes,
        @Nullable Set<String> sites,
        PermittedAddresses permitted,
        boolean mask,
        @Nullable Integer requestsPerMinute) {

    public ApiClient {
        scopes = Set.copyOf(scopes);
        sites = sites == null ? null : Set.copyOf(sites);
    }

    /** Returns whether it may see that site. */
    public boolean sees(String site) {
        return sites == null || sites.contains(site);
    }

    /** Returns whether it may ask from that address, as the servlet container gives it. */
    public boolean mayAskFrom(String peer) {
        return permitted.isEmpty() || permitted.permit(peer);
    }
}
