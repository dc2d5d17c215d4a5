package io.ucmbilling.ucm.transport;

import io.ucmbilling.ucm.site.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.AuthScheme;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.AuthenticationException;
import org.apache.hc.client5.http.auth.ChallengeType;
import org.apache.hc.client5.http.auth.MalformedChallengeException;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.AuthChallengeParser;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.auth.DigestScheme;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.ParserCursor;
import org.jspecify.annotations.Nullable;

/**
 * A site's HTTP authentication, kept from request to request so that one round trip does (contract U1). Digest before
 * Basic, and of several digests MD5. Wrong credentials go out once:
 *
 * <ol>
 *   <li>The first request of a site goes without credentials. Its 401 says which scheme.
 *   <li>The scheme, and with Digest its nonce, stays for all requests to come.
 *   <li>A 401 to it is answered anew if the server calls the nonce stale, which says that the credentials are right.
 *   <li>It is answered once if the scheme had been accepted before: a UCM that restarted forgets its nonces and does
 *       not always say stale.
 *   <li>Any other 401 means wrong credentials, and all is forgotten.
 * </ol>
 */
final class HttpCredentials {
    private final HttpHost host;
    private final boolean configured;
    private final BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    private @Nullable AuthScheme scheme;
    private boolean accepted;

    HttpCredentials(Site site) {
        this.host = HttpHost.create(site.url());
        this.configured = !site.username().isEmpty();
        this.credentials.setCredentials(
                new AuthScope(host),
                new UsernamePasswordCredentials(site.username(), site.password().toCharArray()));
    }

    /**
     * Adds the credentials in the scheme known by now and returns that scheme; null: none is known, nothing was added.
     */
    synchronized @Nullable AuthScheme authorize(ClassicHttpRequest request) {
        AuthScheme known = scheme;
        if (known == null) {
            return null;
        }
        try {
            HttpClientContext context = HttpClientContext.create();
            if (known.isResponseReady(host, credentials, context)) {
                request.setHeader("Authorization", known.generateAuthResponse(host, request, context));
            }
        } catch (AuthenticationException e) {
            // A challenge that cannot be answered; the request goes out bare, and its 401 is the last.
            scheme = null;
        }
        return scheme;
    }

    /** Notes that a request signed so was not refused for its credentials; null: it was not signed. */
    @SuppressWarnings("ReferenceEquality")
    synchronized void accepted(@Nullable AuthScheme signed) {
        accepted = scheme != null && scheme == signed;
    }

    /** Returns whether the credentials are known to be right in the scheme known by now. */
    synchronized boolean isAccepted() {
        return accepted;
    }

    /**
     * Takes the challenges of a 401 to a request that was signed so; null: it was not. Returns whether the request is
     * worth sending again: if another request has brought a new scheme or nonce meanwhile, but not if one has been
     * refused.
     */
    @SuppressWarnings("ReferenceEquality")
    synchronized boolean challenged(@Nullable AuthScheme refused, List<String> headers) {
        if (refused != scheme) {
            return scheme != null;
        }
        boolean worked = accepted;
        AuthChallenge best = configured ? best(parse(headers)) : null;
        scheme = null;
        accepted = false;
        if (best == null) {
            return false;
        }
        AuthScheme fresh = isDigest(best) ? new DigestScheme() : new BasicScheme();
        boolean anew = refused == null
                || (isDigest(best) && "true".equalsIgnoreCase(parameter(best, "stale")))
                || (worked && (isDigest(best) || refused instanceof DigestScheme));
        try {
            fresh.processChallenge(best, HttpClientContext.create());
        } catch (MalformedChallengeException e) {
            return false;
        }
        scheme = anew ? fresh : null;
        return anew;
    }

    private static List<AuthChallenge> parse(List<String> headers) {
        List<AuthChallenge> challenges = new ArrayList<>();
        for (String header : headers) {
            try {
                challenges.addAll(AuthChallengeParser.INSTANCE.parse(
                        ChallengeType.TARGET, header, new ParserCursor(0, header.length())));
            } catch (ParseException e) {
                // Not a challenge. If no other header is one, the sign-in fails as it should.
                continue;
            }
        }
        return challenges;
    }

    /** Returns the challenge of the highest rank, the first of several; null: none that can be answered. */
    private static @Nullable AuthChallenge best(List<AuthChallenge> challenges) {
        return challenges.stream()
                .filter(challenge -> rank(challenge) > 0)
                .min(Comparator.comparing(challenge -> -rank(challenge)))
                .orElse(null);
    }

    private static int rank(AuthChallenge challenge) {
        if (isDigest(challenge)) {
            String algorithm = parameter(challenge, "algorithm");
            return algorithm == null || algorithm.equalsIgnoreCase("MD5") ? 3 : 2;
        }
        return challenge.getSchemeName().equalsIgnoreCase("Basic") ? 1 : 0;
    }

    private static boolean isDigest(AuthChallenge challenge) {
        return challenge.getSchemeName().equalsIgnoreCase("Digest");
    }

    private static @Nullable String parameter(AuthChallenge challenge, String name) {
        List<NameValuePair> parameters = challenge.getParams();
        return Stream.ofNullable(parameters)
                .flatMap(List::stream)
                .filter(parameter -> parameter.getName().equalsIgnoreCase(name))
                .map(NameValuePair::getValue)
                .findFirst()
                .orElse(null);
    }
}
