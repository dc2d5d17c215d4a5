package io.ucmbilling.billing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An issuer of tokens: an OpenID discovery document, its public keys, and what it signs. */
final class TokenIssuer implements AutoCloseable {
    private final HttpServer server;
    private final List<JWK> keys = new ArrayList<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private volatile boolean away;
    private RSAKey key;

    TokenIssuer() throws IOException, JOSEException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/realms/billing/.well-known/openid-configuration",
                exchange -> answer(
                        exchange,
                        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\",\"token_endpoint\":\"%s/token\"}"
                                .formatted(url(), url(), url())));
        server.createContext(
                "/realms/billing/keys", exchange -> answer(exchange, new JWKSet(List.copyOf(keys)).toString(true)));
        server.start();
        key = fresh();
        keys.add(key);
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        questions.incrementAndGet();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(away ? 503 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/billing";
    }

    /** How many documents it was asked for, discovery and keys alike. */
    int questions() {
        return questions.get();
    }

    void away(boolean is) {
        away = is;
    }

    /** Makes a key that is not among those that it tells. */
    RSAKey fresh() throws JOSEException {
        return new RSAKeyGenerator(2048).keyID("key-" + made.incrementAndGet()).generate();
    }

    /** Signs with a new key from now on, and tells that alone. */
    void rotate() throws JOSEException {
        key = fresh();
        keys.clear();
        keys.add(key);
    }

    private JWTClaimsSet.Builder claims(Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .subject("robot")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("scope", "openid calls")
                .claim("sites", List.of("branch-a"));
    }

    /** Returns a token that is good for five minutes, changed by what is told. */
    String token(Instant now, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return token(now, key, change);
    }

    String token(Instant now, RSAKey with, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(with.getKeyID()).build(),
                change.apply(claims(now)).build(),
                new RSASSASigner(with));
    }

    /** Returns a token without a signature. */
    String unsigned(Instant now) {
        return new PlainJWT(claims(now).build()).serialize();
    }

    /** Returns a token whose signature is made with the public key as if it were a secret. */
    String signedWithThePublicKey(Instant now) throws JOSEException {
        byte[] secret = key.toRSAPublicKey().getEncoded();
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                claims(now).build(),
                new MACSigner(secret));
    }

    /** Returns a token signed by an elliptic curve, with a key that it tells. */
    String elliptic(Instant now) throws JOSEException {
        ECKey curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
        keys.add(curve);
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("curve").build(),
                claims(now).build(),
                new ECDSASigner(curve));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
