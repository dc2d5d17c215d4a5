package io.ucmbilling.report.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session holds. */
class SessionUserTest {
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

    @Test
    void readsWhatItWrote() {
        ReportUser user = new ReportUser("company:\"anna\"", Role.LISTENER, new TreeSet<>(List.of("branch-a")));
        SessionUser provided = SessionUser.provided(user, NOW);
        SessionUser configured = SessionUser.configured("anna", "0123456789abcdef", NOW);

        assertThat(SessionUser.read(provided.text())).contains(provided);
        assertThat(provided.provided()).contains(user);
        assertThat(SessionUser.read(configured.text())).contains(configured);
        assertThat(configured.provided()).isEmpty();
    }

    /** A session of another release, or none. */
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[1]",
                "{\"since\":1,\"name\":\"anna\"}",
                "{\"since\":1,\"name\":\"anna\",\"mark\":\"x\",\"role\":\"VIEWER\"}",
                "{\"since\":1,\"name\":\"anna\",\"role\":\"EMPEROR\"}"
            })
    void takesAllElseForNone(String text) {
        assertThat(SessionUser.read(text)).isEmpty();
        assertThat(SessionUser.read(List.of())).isEmpty();
    }
}
