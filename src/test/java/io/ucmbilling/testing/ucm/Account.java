package io.ucmbilling.testing.ucm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The API's one user, and the lock against guessing: wrong passwords in a row lock it, for right ones too. */
final class Account {
    private final String username;
    private final int lockAfter;
    private String password;
    private int wrongInARow;

    Account(String username, String password, int lockAfter) {
        this.username = username;
        this.password = password;
        this.lockAfter = lockAfter;
    }

    synchronized String username() {
        return username;
    }

    synchronized String password() {
        return password;
    }

    synchronized void password(String password) {
        this.password = password;
    }

    /** Counts an attempt; whether it lets in. */
    synchronized boolean admits(boolean right) {
        if (wrongInARow >= lockAfter) {
            return false;
        }
        wrongInARow = right ? 0 : wrongInARow + 1;
        return right;
    }

    synchronized boolean locked() {
        return wrongInARow >= lockAfter;
    }

    synchronized void unlock() {
        wrongInARow = 0;
    }

    static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
