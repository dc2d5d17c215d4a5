package io.ucmbilling.report;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** A provider of identities, by OpenID Connect: discovery, keys, and tokens for whoever comes with a code. */
final class IdentityProvider implements AutoCloseable {
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final RSAKey key;

    IdentityProvider() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("key-1").generate();
        server.start();
        away(false);
        server.stubFor(get("/keys").willReturn(okJson(new JWKSet(key).toString(true))));
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Returns the settings of a gateway whose users it knows. */
    Map<String, String> settings() {
        String client = "spring.security.oauth2.client.";
        return Map.of(
                client + "registration.company.client-id", "gateway",
                client + "registration.company.client-secret", "secret",
                client + "registration.company.client-name", "The Company",
                client + "registration.company.scope", "openid",
                client + "provider.company.issuer-uri", url());
    }

    /** Tells its addresses from now on, or does not. */
    void away(boolean is) {
        String addresses = ("{'issuer':'%1$s','authorization_endpoint':'%1$s/authorize',"
                        + "'token_endpoint':'%1$s/token','jwks_uri':'%1$s/keys','subject_types_supported':['public'],"
                        + "'response_types_supported':['code'],'id_token_signing_alg_values_supported':['RS256']}")
                .replace('\'', '"')
                .formatted(url());
        server.stubFor(get(DISCOVERY).willReturn(is ? aResponse().withStatus(503) : okJson(addresses)));
    }

    /**
     * Signs somebody in whom a gateway has sent here, and leads back.
     *
     * @param sent the address to which the gateway sent them
     * @return where they are led back to, as path and query
     */
    String signIn(String sent, UnaryOperator<JWTClaimsSet.Builder> claims) throws JOSEException {
        MultiValueMap<String, String> asked =
                UriComponentsBuilder.fromUriString(sent).build().getQueryParams();
        JWTClaimsSet.Builder token = new JWTClaimsSet.Builder()
                .issuer(url())
                .subject("anna")
                .audience("gateway")
                .issueTime(Date.from(ReportGateway.NOW))
                .expirationTime(Date.from(ReportGateway.NOW.plusSeconds(300)))
                .claim("nonce", asked.getFirst("nonce"));
        server.stubFor(post("/token")
                .willReturn(okJson(
                        "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\"%s\"}"
                                .formatted(signed(claims.apply(token).build())))));
        return "/login/oauth2/code/company?code=abc&state=" + asked.getFirst("state");
    }

    private String signed(JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    /** Returns the bodies of the requests for tokens. */
    List<String> codes() {
        return server.findAll(postRequestedFor(urlEqualTo("/token"))).stream()
                .map(request -> request.getBodyAsString())
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
