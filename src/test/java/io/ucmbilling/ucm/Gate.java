package io.ucmbilling.ucm;

import io.ucmbilling.ucm.StubServer.Call;
import io.ucmbilling.ucm.StubServer.Reply;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The authentication of a stub server: Digest (MD5, qop auth) and Basic, as RFC 2617 says. */
final class Gate implements Function<Call, Reply> {
    final List<String> accepted = new ArrayList<>();
    volatile String password = SiteDraft.PASSWORD;
    volatile boolean saysStale = true;
    volatile List<String> schemes;
    private final Function<Call, Reply> inside;
    private final Set<String> counts = new HashSet<>();
    private int nonce = 1;

    Gate(List<String> schemes, Function<Call, Reply> inside) {
        this.schemes = schemes;
        this.inside = inside;
    }

    /** All nonces given out are stale from now on. */
    synchronized void forgetNonces() {
        nonce++;
    }

    @Override
    public synchronized Reply apply(Call call) {
        String sent = call.authorization();
        if (sent == null) {
            return refuse(false);
        }
        String scheme = sent.substring(0, sent.indexOf(' '));
        boolean right = schemes.contains(scheme)
                && switch (scheme) {
                    case "Basic" -> sent.substring(6).equals(base64("cdrapi:" + password));
                    case "Digest" -> digestIsRight(call, sent);
                    default -> false;
                };
        if (right && scheme.equals("Digest") && !("n" + nonce).equals(part(sent, "nonce"))) {
            return refuse(saysStale);
        }
        if (!right || !isNew(scheme, sent)) {
            return refuse(false);
        }
        accepted.add(scheme);
        return inside.apply(call);
    }

    private boolean isNew(String scheme, String sent) {
        return scheme.equals("Basic") || counts.add(part(sent, "nonce") + "/" + part(sent, "nc"));
    }

    private Reply refuse(boolean stale) {
        List<String> headers = new ArrayList<>();
        for (String scheme : schemes) {
            headers.add("WWW-Authenticate");
            headers.add(
                    scheme.equals("Digest")
                            ? "Digest realm=\"asterisk\", nonce=\"n" + nonce + "\", qop=\"auth\", algorithm=MD5"
                                    + (stale ? ", stale=true" : "")
                            : scheme + " realm=\"asterisk\"");
        }
        return new Reply(401, "<html>no</html>", headers.toArray(String[]::new));
    }

    private boolean digestIsRight(Call call, String sent) {
        String ha1 = md5("cdrapi:asterisk:" + password);
        String ha2 = md5(call.method() + ":" + call.target());
        String expected = md5(String.join(
                ":", ha1, part(sent, "nonce"), part(sent, "nc"), part(sent, "cnonce"), part(sent, "qop"), ha2));
        return call.target().equals(part(sent, "uri")) && expected.equals(part(sent, "response"));
    }

    private static @Nullable String part(String sent, String name) {
        Matcher matcher = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(sent);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
