package io.ucmbilling.access;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A user name and password in the forms in which a request can show them. Clients put names outside ASCII on the wire
 * as UTF-8 or, if it has all their characters, as ISO 8859-1. Both are taken. Every comparison takes the same time for right and wrong.
 */
public final class Credentials {
    private final String realm;
    private final List<byte[]> usernames;
    private final List<byte[]> pairs;
    private final List<String> digests;
    private final List<byte[]> passwords;

    public Credentials(String username, String password, String realm) {
        this.realm = realm;
        this.usernames = inEveryCharset(username);
        this.pairs = inEveryCharset(username + ":" + password);
        this.digests = inEveryCharset(username + ":" + realm + ":" + password).stream()
                .map(DigestUtils::md5Hex)
                .toList();
        this.passwords = inEveryCharset(password);
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

    /** Returns whether that is the user name, given as text. */
    boolean isNamed(String text) {
        return anyEqual(usernames, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns whether that is the newer API's token: MD5 of challenge and password, in hex of either case (contract U1).
     */
    boolean isToken(String challenge, String token) {
        byte[] found = token.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        byte[] begin = challenge.getBytes(StandardCharsets.UTF_8);
        List<byte[]> expected =
                passwords.stream().map(password -> token(begin, password)).toList();
        return anyEqual(expected, found);
    }

    private static byte[] token(byte[] challenge, byte[] password) {
        MessageDigest md5 = DigestUtils.getMd5Digest();
        md5.update(challenge);
        return Hex.encodeHexString(md5.digest(password)).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean anyEqual(List<byte[]> expected, byte[] found) {
        boolean equal = false;
        for (byte[] one : expected) {
            equal |= MessageDigest.isEqual(one, found);
        }
        return equal;
    }

    /** Returns each form once. What ISO 8859-1 lacks has no form in it: Java would write a question mark, which anybody can guess. */
    private static List<byte[]> inEveryCharset(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 128);
        boolean latin1 = !ascii && StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
        Stream<Charset> charsets = latin1
                ? Stream.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)
                : Stream.of(StandardCharsets.UTF_8);
        return charsets.map(text::getBytes).toList();
    }

    /** Returns a text without anything secret. */
    @Override
    public String toString() {
        return "Credentials[realm " + realm + "]";
    }
}
