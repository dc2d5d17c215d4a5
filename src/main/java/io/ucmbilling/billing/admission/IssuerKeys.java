package io.ucmbilling.billing.admission;

import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of the issuer of tokens (billing contract A2), from its OpenID discovery document. Safe for use by several threads.
 *
 * <ol>
 *   <li>The keys are asked for with the first token, and again every five minutes that tokens come.
 *   <li>A token that none of them signed may be signed by a new one: then they are asked for at once.
 *   <li>The issuer is never asked twice in ten seconds, whatever tokens come and whatever it answers.
 *   <li>If it does not answer, the keys known last are good for a day. Without any, no token can be told to be right or wrong.
 * </ol>
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration GOOD = Duration.ofDays(1);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(10);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final String issuer;
    private final Documents documents;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable KnownKeys known;
    private @Nullable Instant askedAt;

    /** The keys as the issuer gave them. */
    private record KnownKeys(JWKSet keys, Instant at) {}

    /** Reads what stands at an address, within bounds of time and size. */
    @FunctionalInterface
    interface Documents {
        String read(String url) throws IOException;
    }

    IssuerKeys(String issuer, Documents documents, Clock clock) {
        this.issuer = issuer;
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws RemoteKeySourceException {
        KnownKeys before = known;
        KnownKeys keys = before == null || isOlder(before, FRESH) ? asked(before) : before;
        if (keys == null || isOlder(keys, GOOD)) {
            throw new RemoteKeySourceException("the issuer " + issuer + " did not give its keys", null);
        }
        List<JWK> found = selector.select(keys.keys());
        KnownKeys newer = found.isEmpty() ? asked(keys) : keys;
        return newer == null || newer.equals(keys) ? found : selector.select(newer.keys());
    }

    private boolean isOlder(KnownKeys keys, Duration age) {
        return clock.instant().isAfter(keys.at().plus(age));
    }

    /** Asks for the keys, unless that was done a moment ago or newer ones have come meanwhile. Returns those known then. */
    private @Nullable KnownKeys asked(@Nullable KnownKeys before) {
        asking.lock();
        try {
            Instant now = clock.instant();
            boolean justAsked =
                    askedAt != null && !askedAt.isAfter(now) && now.isBefore(askedAt.plus(BETWEEN_QUESTIONS));
            if (!justAsked && Objects.equals(known, before)) {
                askedAt = now;
                known = new KnownKeys(ask(), now);
            }
        } catch (IOException | ParseException | RuntimeException e) {
            LOG.warn("api: the issuer of tokens {} did not give its keys: {}", issuer, e.toString());
        } finally {
            asking.unlock();
        }
        return known;
    }

    private JWKSet ask() throws IOException, ParseException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        Map<String, Object> discovery = JSONObjectUtils.parse(documents.read(base + DISCOVERY));
        String told = JSONObjectUtils.getString(discovery, "issuer");
        if (!issuer.equals(told)) {
            throw new IOException("its discovery document: found issuer " + told + ", expected " + issuer);
        }
        String address = JSONObjectUtils.getString(discovery, "jwks_uri");
        if (address == null) {
            throw new IOException("its discovery document: found no jwks_uri");
        }
        return JWKSet.parse(documents.read(address));
    }
}
