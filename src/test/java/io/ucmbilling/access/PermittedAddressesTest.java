package io.ucmbilling.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.settings.WrongSettingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract S1.2. */
class PermittedAddressesTest {
    private static final String KEY = "gateway.exports.billing.permitted-ips";

    @ParameterizedTest
    @CsvSource({
        "192.168.40.3/255.255.255.255, 192.168.40.3",
        "192.168.40.3/255.255.255.0, 192.168.40.77",
        "192.168.40.3, 192.168.40.3",
        "10.0.0.0/8, 10.255.0.1",
        "0.0.0.0/0.0.0.0, 203.0.113.9",
        "2001:db8::/32, 2001:db8:1:2::9",
        "2001:db8::/ffff:ffff::, 2001:db8:1:2::9",
        "::1, 0:0:0:0:0:0:0:1",
        "fe80::1, fe80:0:0:0:0:0:0:1%2",
        "::ffff:192.168.40.3, 192.168.40.3",
        "192.168.40.3, ::ffff:192.168.40.3",
        "::ffff:192.168.40.0/120, 192.168.40.9",
        "' 192.168.40.3 ', 192.168.40.3",
    })
    void permitWhomTheEntryMeans(String entry, String peer) {
        assertThat(permitted(entry).permit(peer)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.40.3/255.255.255.255, 192.168.40.4",
        "192.168.40.3, 192.168.40.30",
        "192.168.40.0/25, 192.168.40.128",
        "0.0.0.0/0, ::1",
        "::/0, 127.0.0.1",
        "::ffff:192.168.40.0/120, 192.168.41.9",
    })
    void denyEverybodyElse(String entry, String peer) {
        assertThat(permitted(entry).permit(peer)).isFalse();
    }

    @Test
    void denyEveryoneWhenBlank() {
        assertThat(PermittedAddresses.parse(KEY, List.of()).permit("127.0.0.1")).isFalse();
        assertThat(permitted("").isEmpty()).isTrue();
    }

    @Test
    void permitByAnyEntry() {
        var several = PermittedAddresses.parse(KEY, List.of("192.168.40.3", "10.0.0.0/8"));

        assertThat(several.permit("10.1.2.3")).isTrue();
        assertThat(several.permit("192.168.40.3")).isTrue();
        assertThat(several.permit("11.1.2.3")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.40", "192.168.40.256", "192.168.40.3/33", "192.168.40.3/255.0.255.0", "192.168.40.3/", "/24",
                "192.168.40.3/ffff::", "2001:db8::/129", "billing.example", "192.168.40.3/24/8", "fe80::1%eth0", "any"
            })
    void refuseWhatIsNoBlock(String entry) {
        assertThatThrownBy(() -> permitted(entry))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(KEY + ": found \"" + entry + "\", expected an address");
    }

    private static PermittedAddresses permitted(String entry) {
        return PermittedAddresses.parse(KEY, List.of(entry));
    }
}
