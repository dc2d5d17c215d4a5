package io.ucmbilling.access.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code --new-password}. */
class NewPasswordTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int print(@Nullable String password) {
        return NewPassword.print(password, stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Test
    void printsALineForTheSettings() {
        assertThat(print("correct horse ä")).isZero();

        String line = out.toString(StandardCharsets.UTF_8).strip();
        assertThat(line).matches("password: '\\{bcrypt}\\$2a\\$10\\$.{53}'");
        assertThat(PasswordHash.parse("key", line.substring("password: '".length(), line.length() - 1))
                        .matches("correct horse ä"))
                .isTrue();
        assertThat(err.size()).isZero();
    }

    /** Bcrypt would pass over what is beyond 72 bytes. */
    @Test
    void refusesWhatIsTooLongOrTooShort() {
        assertThat(print("x".repeat(72))).isZero();
        for (String wrong : new String[] {"x".repeat(73), "ä".repeat(37), "seven 7", ""}) {
            assertThat(print(wrong)).as(wrong).isEqualTo(1);
        }
        assertThat(print(null)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("found 37 characters, 74 bytes in UTF-8; expected at least 8 characters and at most 72 bytes")
                .doesNotContain("seven 7");
    }

    @Test
    void readsOneLineOfInput() throws IOException {
        byte[] lines = "first ä\r\nsecond".getBytes(StandardCharsets.UTF_8);

        assertThat(NewPassword.firstLine(new ByteArrayInputStream(lines))).isEqualTo("first ä");
        assertThat(NewPassword.firstLine(new ByteArrayInputStream(new byte[0]))).isNull();
    }
}
