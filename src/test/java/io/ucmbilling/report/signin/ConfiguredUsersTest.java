package io.ucmbilling.report.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.report.signin.SignInSettings.UserSettings;
import io.ucmbilling.report.user.Role;
import io.ucmbilling.settings.WrongSettingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused at start of {@code gateway.report.users}. */
class ConfiguredUsersTest {
    private static final List<String> SITES = List.of("branch-a", "branch-b");
    private static final String HASH = "{bcrypt}$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    private static ConfiguredUsers users(String name, String... sites) {
        return new ConfiguredUsers(Map.of(name, new UserSettings(HASH, Role.VIEWER, List.of(sites))), SITES);
    }

    @Test
    void knowsWhatAUserMaySee() {
        ConfiguredUsers users = users("anna", "branch-a");

        assertThat(users.find("anna")).hasValueSatisfying(user -> {
            assertThat(user.user().sees("branch-a")).isTrue();
            assertThat(user.user().sees("branch-b")).isFalse();
        });
        assertThat(users.find("Anna")).isEmpty();
        assertThat(users("bert").find("bert"))
                .hasValueSatisfying(
                        user -> assertThat(user.user().sees("branch-b")).isTrue());
    }

    @Test
    void refusesASiteThatThereIsNot() {
        assertThatThrownBy(() -> users("anna", "branch-c"))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContainingAll("gateway.report.users.anna.sites", "\"branch-c\"", "branch-a");
    }

    /** The audit names users of providers with a colon. */
    @ParameterizedTest
    @ValueSource(strings = {"company:anna", "", "a b", "\"><script>", "\u202eanna"})
    void refusesANameThatMightBeAnothers(String name) {
        assertThatThrownBy(() -> users(name))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("1 to 64 letters");
    }
}
