package io.ucmbilling.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** MD5 as Digest authentication uses it (RFC 7616): the one algorithm every client of a UCM knows. */
final class Md5 {
    private Md5() {}

    /** In lower-case hex. */
    static String hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no MD5, which every JVM must have", e);
        }
    }

    /** Of the text as a header carries it, one char a byte. */
    static String hex(String header) {
        return hex(header.getBytes(StandardCharsets.ISO_8859_1));
    }
}
