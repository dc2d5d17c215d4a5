package io.ucmbilling.access.password;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code --new-password}: reads a password and prints the line for the settings. At a terminal it is typed twice, without echo; else it is
 * the first line of standard input, in UTF-8. Only the line goes to standard output.
 *
 * <p>It is kept by bcrypt, which needs a few kilobytes to check, where argon2 needs 16 MB each time: whoever reaches the sign-in page can
 * have passwords checked, and the gateway's heap is small.
 */
public final class NewPassword {
    public static final String ARGUMENT = "--new-password";

    private static final int LEAST_CHARACTERS = 8;
    private static final int MOST_BYTES = 72;
    private static final int MOST_READ = 4096;

    private NewPassword() {}

    /** Returns the status with which the process is to end: 0, or 1 if there was no password that can be used. */
    public static int run() {
        Console console = System.console();
        try {
            return console != null && console.isTerminal()
                    ? typed(console)
                    : print(firstLine(System.in), System.out, System.err);
        } catch (IOException e) {
            System.err.println("password: cannot be read: " + e.getMessage());
            return 1;
        }
    }

    private static int typed(Console console) {
        char[] first = console.readPassword("Password: ");
        char[] again = first == null ? null : console.readPassword("Again: ");
        if (!Arrays.equals(first, again)) {
            System.err.println("password: found two different ones, expected the same twice");
            return 1;
        }
        return print(first == null ? null : new String(first), System.out, System.err);
    }

    static @Nullable String firstLine(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_READ);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))) {
            return lines.readLine();
        }
    }

    /** @param password null: there was none */
    static int print(@Nullable String password, PrintStream out, PrintStream err) {
        String found = password == null ? "" : password;
        int characters = found.codePointCount(0, found.length());
        int bytes = found.getBytes(StandardCharsets.UTF_8).length;
        if (characters < LEAST_CHARACTERS || bytes > MOST_BYTES) {
            err.println(
                    "password: found %d characters, %d bytes in UTF-8; expected at least %d characters and at most %d bytes"
                            .formatted(characters, bytes, LEAST_CHARACTERS, MOST_BYTES));
            return 1;
        }
        out.println("password: '" + PasswordHash.of(found).text() + "'");
        return 0;
    }
}
