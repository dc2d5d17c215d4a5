package io.ucmbilling.access.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.settings.WrongSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Report contract R1: how a password stands in the settings. */
class PasswordHashTest {
    private static final String KEY = "gateway.report.users.anna.password";
    private static final String SALT_AND_HASH = "N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    @Test
    void knowsThePasswordOfWhichItWasMade() {
        PasswordHash hash =
                PasswordHash.parse(KEY, PasswordHash.of("correct horse").text());

        assertThat(hash.matches("correct horse")).isTrue();
        assertThat(hash.matches("correct hors")).isFalse();
        assertThat(hash.text()).startsWith("{bcrypt}$2a$10$");
        assertThat(hash.toString()).doesNotContain("$");
    }

    @Test
    void takesArgon2() {
        String encoded = new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode("correct horse");

        assertThat(PasswordHash.parse(KEY, "{argon2}" + encoded).matches("correct horse"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "demo secret",
                "{noop}secret",
                "{bcrypt}secret",
                "{sha256}secret",
                "$2a$10$" + SALT_AND_HASH,
                "{argon2}$argon2id$v=16$m=1024,t=1,p=1$c2VjcmV0c2VjcmV0$c2VjcmV0c2VjcmV0c2VjcmV0"
            })
    void refusesAllElseWithoutTellingIt(String found) {
        assertThatThrownBy(() -> PasswordHash.parse(KEY, found))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining(KEY)
                .hasMessageContaining("--new-password")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining(SALT_AND_HASH);
    }

    /** Whoever reaches the sign-in page has it checked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{bcrypt}$2a$15$" + SALT_AND_HASH,
                "{bcrypt}$2a$31$" + SALT_AND_HASH,
                "{argon2}$argon2id$v=19$m=999999,t=1,p=1$c2VjcmV0c2VjcmV0$c2VjcmV0c2VjcmV0c2VjcmV0",
                "{argon2}$argon2id$v=19$m=1024,t=99,p=1$c2VjcmV0c2VjcmV0$c2VjcmV0c2VjcmV0c2VjcmV0",
                "{argon2}$argon2id$v=19$m=1024,t=1,p=9$c2VjcmV0c2VjcmV0$c2VjcmV0c2VjcmV0c2VjcmV0"
            })
    void refusesWhatIsTooExpensiveToCheck(String found) {
        assertThatThrownBy(() -> PasswordHash.parse(KEY, found))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("expected 1 to ");
    }
}
