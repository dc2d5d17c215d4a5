package io.ucmbilling.billing.admission;

import com.nimbusds.jose.RemoteKeySourceException;
import io.ucmbilling.access.PermittedAddresses;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.access.client.ApiScope;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Clients by the JWTs of the configured issuer (billing contract A2). Scopes that the gateway does not know, such as
 * {@code openid}, are passed over. If a claim with sites is configured, a token without it sees none. A token without a subject is
 * refused: nobody could say later who asked.
 *
 * @param decoder null: no issuer is configured, so that no token is taken
 * @param sitesClaim null: none is configured
 */
record JwtClients(@Nullable JwtDecoder decoder, @Nullable String sitesClaim) {
    private static final PermittedAddresses ANYWHERE = PermittedAddresses.parse("", List.of());
    private static final int RETRY_SECONDS = 5;

    boolean isEmpty() {
        return decoder == null;
    }

    /** Finds who holds that token; empty: it is none of the issuer's, or no longer good. */
    Optional<ApiClient> find(String token) {
        if (decoder == null) {
            return Optional.empty();
        }
        try {
            Jwt decoded = decoder.decode(token);
            return Optional.ofNullable(decoded.getSubject()).map(subject -> client(subject, decoded));
        } catch (BadJwtException e) {
            return Optional.empty();
        } catch (JwtException e) {
            if (isOfTheIssuer(e)) {
                throw new ProblemException(Problem.unavailable("the issuer of tokens did not answer", RETRY_SECONDS));
            }
            return Optional.empty();
        }
    }

    /** Returns whether no key was to be had; else the token is at fault. */
    private static boolean isOfTheIssuer(Throwable failure) {
        return failure instanceof JwtDecoderInitializationException
                || failure instanceof RemoteKeySourceException
                || (failure.getCause() != null && isOfTheIssuer(failure.getCause()));
    }

    private ApiClient client(String subject, Jwt token) {
        Set<ApiScope> scopes = values(token, "scope").stream()
                .flatMap(scope -> ApiScope.find(scope).stream())
                .collect(Collectors.toSet());
        Set<String> sites = sitesClaim == null ? null : values(token, sitesClaim);
        return new ApiClient("jwt:" + subject, scopes, sites, ANYWHERE, false, null);
    }

    /** Returns a claim's values: of a list its items, of a text what stands between spaces. */
    private static Set<String> values(Jwt token, String claim) {
        return switch (token.getClaims().get(claim)) {
            case String text ->
                Set.copyOf(List.of(text.strip().split(" +")).stream().distinct().toList());
            case Collection<?> items -> items.stream().map(String::valueOf).collect(Collectors.toSet());
            case null, default -> Set.of();
        };
    }
}
