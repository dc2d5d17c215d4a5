package io.ucmbilling.simulator.client;

import io.ucmbilling.simulator.client.Question.Scheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests as the server asks for it: Digest where it offers that, else Basic. A password that was refused is not sent
 * again, so that no account is locked by a check.
 */
public final class SignedClient implements AutoCloseable {
    private final PoliteClient client;
    private final Target.@Nullable Login login;
    private List<String> challenges = List.of();
    private @Nullable Scheme liked;
    private @Nullable DigestAnswer digest;
    private int refusals;

    public SignedClient(Target target) {
        this.client = new PoliteClient(target);
        this.login = target.login();
    }

    public int requests() {
        return client.requests();
    }

    /** How it signs, which is by {@link Scheme#NONE} where the server asks for nothing. */
    public Scheme liked() {
        return liked == null ? Scheme.NONE : liked;
    }

    /** Finds out how the server wants to be asked. */
    public Reply signIn(Question question) throws IOException, CheckException {
        Reply unsigned = client.send(question.signed(Scheme.NONE), null);
        if (unsigned.status() != 401) {
            liked = Scheme.NONE;
            return unsigned;
        }
        if (login == null) {
            throw new CheckException("The server asks for a user: found no --user, expected --user and --password.");
        }
        challenges = unsigned.header("WWW-Authenticate");
        for (Scheme scheme : List.of(Scheme.DIGEST, Scheme.BASIC)) {
            if (offers(scheme)) {
                Reply reply = send(question.signed(scheme));
                if (reply.status() != 401) {
                    liked = scheme;
                    return reply;
                }
            }
        }
        throw new CheckException(
                "User or password are refused (401). Nothing more was asked, as UCMs lock the account.");
    }

    private boolean offers(Scheme scheme) {
        return offer(scheme) != null;
    }

    /** The challenge of that scheme; null: none. */
    @Nullable
    public String offer(Scheme scheme) {
        return challenges.stream()
                .filter(challenge -> challenge
                        .toLowerCase(Locale.ROOT)
                        .startsWith(scheme.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    public boolean isGivenAUser() {
        return login != null;
    }

    /** The challenges of the server's 401, in their order; empty: it asks for no user. */
    public List<String> challenges() {
        return challenges;
    }

    public Reply send(Question question) throws IOException {
        Scheme scheme = question.scheme() == null ? liked() : question.scheme();
        if (login == null || scheme == Scheme.NONE) {
            return client.send(question, null);
        }
        if (refusals > 2) {
            throw new IOException("the password was refused, and is not sent again");
        }
        if (scheme == Scheme.BASIC) {
            return counted(client.send(question, basic(login)));
        }
        return counted(byDigest(login, question));
    }

    /** Once more with a new nonce, if the one it has is too old. */
    private Reply byDigest(Target.Login login, Question question) throws IOException {
        if (digest == null) {
            String offered = offer(Scheme.DIGEST);
            digest = new DigestAnswer(offered == null ? "" : offered);
        }
        Reply reply = client.send(question, digest.header(login, question.method(), client.rawTarget(question)));
        String again = reply.header("WWW-Authenticate").stream()
                .filter(challenge -> challenge.matches("(?i)digest.*stale=\"?true.*"))
                .findFirst()
                .orElse(null);
        if (reply.status() != 401 || again == null) {
            return reply;
        }
        digest = new DigestAnswer(again);
        return client.send(question, digest.header(login, question.method(), client.rawTarget(question)));
    }

    private Reply counted(Reply reply) {
        refusals += reply.status() == 401 ? 1 : 0;
        return reply;
    }

    private static String basic(Target.Login login) {
        String pair = login.user() + ":" + login.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        client.close();
    }
}
