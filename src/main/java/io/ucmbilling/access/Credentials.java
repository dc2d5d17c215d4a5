package io.ucmbilling.access;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A user name and password in the forms in which a request can show them. Clients put names outside ASCII on the wire
 * as UTF-8 or as ISO 8859-1. Both are taken. Every comparison takes the same time for right and wrong.
 */
public final class Credentials {
    private final String realm;
    private final List<byte[]> usernames;
    private final List<byte[]> pairs;
    private final List<String> digests;

    public Credentials(String username, String password, String realm) {
        this.realm = realm;
        this.usernames = inEveryCharset(username);
        this.pairs = inEveryCharset(username + ":" + password);
        this.digests = inEveryCharset(username + ":" + realm + ":" + password).stream()
                .map(DigestUtils::md5Hex)
                .toList();
    }

    String realm() {
        return realm;
    }

    /** Returns whether that is {@code username:password}, as Basic decodes it. */
    boolean isPair(byte[] pair) {
        return anyEqual(pairs, pair);
    }

    /** Returns whether that is the user name, given as a header's text: one char a byte. */
    boolean isUsername(String header) {
        return anyEqual(usernames, header.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Returns MD5 of {@code username:realm:password}, Digest's A1, in lower-case hex: one for each charset it can come
     * in.
     */
    List<String> digests() {
        return digests;
    }

    private static boolean anyEqual(List<byte[]> expected, byte[] found) {
        boolean equal = false;
        for (byte[] one : expected) {
            equal |= MessageDigest.isEqual(one, found);
        }
        return equal;
    }

    private static List<byte[]> inEveryCharset(String text) {
        Stream<Charset> charsets = text.chars().allMatch(c -> c < 128)
                ? Stream.of(StandardCharsets.UTF_8)
                : Stream.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);
        return charsets.map(text::getBytes).toList();
    }

    /** Returns a text without anything secret. */
    @Override
    public String toString() {
        return "Credentials[realm " + realm + "]";
    }
}
