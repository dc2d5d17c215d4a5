package io.ucmbilling.billing.admission;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Decoder of the tokens of one issuer (billing contract A2). A text that is no token of that issuer, by what it says itself, is refused
 * before the issuer is asked for anything. A token must say when it expires. A minute of difference between the clocks is borne.
 */
final class IssuerTokens implements JwtDecoder {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final String issuer;
    private final JwtDecoder decoder;

    /** @param audiences one of which a token must be for; none: whichever */
    IssuerTokens(String issuer, List<String> audiences, Clock clock) {
        this.issuer = issuer;
        DefaultResourceRetriever retriever = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES);
        IssuerKeys keys = new IssuerKeys(
                issuer,
                url -> retriever.retrieveResource(URI.create(url).toURL()).getContent(),
                clock);
        NimbusJwtDecoder nimbus = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithms(algorithms -> {
                    algorithms.clear();
                    algorithms.addAll(EnumSet.allOf(SignatureAlgorithm.class));
                })
                .build();
        nimbus.setJwtValidator(validator(issuer, audiences, clock));
        this.decoder = nimbus;
    }

    private static OAuth2TokenValidator<Jwt> validator(String issuer, List<String> audiences, Clock clock) {
        JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
        times.setClock(clock);
        times.setAllowEmptyExpiryClaim(false);
        OAuth2TokenValidator<Jwt> always = new DelegatingOAuth2TokenValidator<>(times, new JwtIssuerValidator(issuer));
        return audiences.isEmpty() ? always : new DelegatingOAuth2TokenValidator<>(always, audience(audiences));
    }

    private static OAuth2TokenValidator<Jwt> audience(List<String> audiences) {
        return new JwtClaimValidator<Collection<String>>(
                JwtClaimNames.AUD, found -> found != null && found.stream().anyMatch(audiences::contains));
    }

    @Override
    public Jwt decode(String token) {
        try {
            if (!issuer.equals(SignedJWT.parse(token).getJWTClaimsSet().getIssuer())) {
                throw new BadJwtException("a token of another issuer");
            }
        } catch (ParseException | RuntimeException e) {
            throw new BadJwtException("no token of the issuer", e);
        }
        return decoder.decode(token);
    }
}
