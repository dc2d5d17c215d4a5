package io.ucmbilling.report.signin;

import io.ucmbilling.access.password.PasswordHash;
import io.ucmbilling.report.signin.SignInSettings.UserSettings;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.settings.WrongSettingException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The users of the configuration. */
final class ConfiguredUsers {
    private static final String KEY = "gateway.report.users.";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");

    private final Map<String, ConfiguredUser> users = new TreeMap<>();

    /** A user and their password. */
    record ConfiguredUser(ReportUser user, PasswordHash password) {}

    /**
     * Checks the settings.
     *
     * @param sites ids of the configured sites
     * @throws WrongSettingException names the first wrong one
     */
    ConfiguredUsers(Map<String, UserSettings> settings, Collection<String> sites) {
        settings.forEach((name, user) -> {
            String key = KEY + name;
            if (!NAME.matcher(name).matches()) {
                throw new WrongSettingException(
                        key, "the name \"" + name + "\"", "1 to 64 letters, digits or any of . _ @ -");
            }
            PasswordHash password = PasswordHash.parse(key + ".password", user.password());
            users.put(name, new ConfiguredUser(new ReportUser(name, user.role(), seen(key, user, sites)), password));
        });
    }

    private static @Nullable TreeSet<String> seen(String key, UserSettings user, Collection<String> sites) {
        for (String site : user.sites()) {
            if (!sites.contains(site)) {
                throw new WrongSettingException(
                        key + ".sites", "\"" + site + "\"", "ids of gateway.sites, which are " + new TreeSet<>(sites));
            }
        }
        return user.sites().isEmpty() ? null : new TreeSet<>(user.sites());
    }

    boolean isEmpty() {
        return users.isEmpty();
    }

    Optional<ConfiguredUser> find(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** Returns the hash against which the password of a name that nobody has is checked, so that it takes as long. */
    Optional<PasswordHash> any() {
        return users.values().stream().findFirst().map(ConfiguredUser::password);
    }
}
