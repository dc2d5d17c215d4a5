package io.ucmbilling.access.password;

import io.ucmbilling.settings.WrongSettingException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * A password as the settings hold it: a salted hash behind the name of its algorithm, {@code {bcrypt}…} or {@code {argon2}…}. What it
 * costs to check one is bounded here, as whoever can reach the sign-in page may have it checked: at most about a second and 64 MB.
 */
public final class PasswordHash {
    private static final String EXPECTED = "a line that java -jar ucm-billing-gateway.jar --new-password prints,"
            + " which begins with {bcrypt} or {argon2}";
    private static final Pattern BCRYPT = Pattern.compile("\\{bcrypt}\\$2[aby]?\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    private static final Pattern ARGON2 = Pattern.compile("\\{argon2}\\$argon2(?:id|i|d)\\$v=19"
            + "\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{22,171}");
    private static final int MOST_BCRYPT_ROUNDS = 14;
    private static final int MOST_ARGON2_KILOBYTES = 65_536;
    private static final int MOST_ARGON2_PASSES = 10;
    private static final int MOST_ARGON2_LANES = 4;
    private static final int MARK_DIGITS = 16;

    private static final PasswordEncoder ENCODER = new DelegatingPasswordEncoder(
            "bcrypt",
            Map.of(
                    "bcrypt",
                    new BCryptPasswordEncoder(),
                    "argon2",
                    Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8()));

    private final String text;

    private PasswordHash(String text) {
        this.text = text;
    }

    /** Makes a hash of a new password, of 72 bytes at most. */
    static PasswordHash of(String password) {
        return new PasswordHash(ENCODER.encode(password));
    }

    /**
     * Reads a setting.
     *
     * @param key names it in messages, which never tell its value
     * @throws WrongSettingException if it is none of the two, or too expensive to check
     */
    public static PasswordHash parse(String key, @Nullable String found) {
        if (found == null || found.isBlank()) {
            throw new WrongSettingException(key, "nothing", EXPECTED);
        }
        Matcher bcrypt = BCRYPT.matcher(found);
        Matcher argon2 = ARGON2.matcher(found);
        if (bcrypt.matches()) {
            atMost(key, "a cost of bcrypt of ", bcrypt.group(1), MOST_BCRYPT_ROUNDS);
        } else if (argon2.matches()) {
            atMost(key, "m of argon2, in KiB, of ", argon2.group(1), MOST_ARGON2_KILOBYTES);
            atMost(key, "t of argon2 of ", argon2.group(2), MOST_ARGON2_PASSES);
            atMost(key, "p of argon2 of ", argon2.group(3), MOST_ARGON2_LANES);
        } else {
            throw new WrongSettingException(key, "something else (not shown)", EXPECTED);
        }
        return new PasswordHash(found);
    }

    private static void atMost(String key, String what, String found, int most) {
        int number = Integer.parseInt(found);
        if (number < 1 || number > most) {
            throw new WrongSettingException(key, what + number, "1 to " + most);
        }
    }

    /** Returns whether that is the password. It takes tens of milliseconds of a core. */
    boolean matches(String password) {
        return ENCODER.matches(password, text);
    }

    /** Returns 16 hex digits that are others once the setting is another. They tell nothing of the password. */
    public String mark() {
        return DigestUtils.sha256Hex(text).substring(0, MARK_DIGITS);
    }

    /** Returns the setting. */
    String text() {
        return text;
    }

    /** Returns a text without the hash. */
    @Override
    public String toString() {
        return "PasswordHash[" + mark() + "]";
    }
}
