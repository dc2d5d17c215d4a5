package io.ucmbilling.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of the form {@code ${NAME}} that nothing sets. Spring leaves it as it stands: as a password it would lock an
 * account (contract U1).
 */
public final class Placeholder {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}:]+)}");

    private Placeholder() {}

    /**
     * Refuses a value that is one.
     *
     * @param key the whole key
     * @throws WrongSettingException names the key and the variable
     */
    public static void refuse(String key, String value) {
        Matcher placeholder = PLACEHOLDER.matcher(value);
        if (placeholder.matches()) {
            String name = placeholder.group(1);
            throw new WrongSettingException(
                    key, value + ", which nothing sets", "the value, or an environment variable " + name);
        }
    }
}
