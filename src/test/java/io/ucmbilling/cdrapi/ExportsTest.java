package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.settings.WrongSettingException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's configuration of {@code gateway.exports}. */
class ExportsTest {

    @Test
    void areNotServedUnlessEnabled() {
        assertThat(check(Map.of("billing.path", ""))).isEmpty();
    }

    @Test
    void haveTheContractsDefaults() {
        ListenerSettings settings = check(Map.of("billing.enabled", true)).getFirst();
        Export export = settings.exports().getFirst();

        assertThat(settings.address()).hasToString("0.0.0.0:8443");
        assertThat(settings.certificate()).isNull();
        assertThat(export.path()).isEmpty();
        assertThat(export.credentials()).isNull();
        assertThat(export.permitted().permit("127.0.0.1")).isFalse();
        assertThat(export.sites()).containsOnlyKeys("branch-a", "branch-b");
        assertThat(export.shape()).isEqualTo(Shape.KEYS_22);
        assertThat(export.siteTime()).isFalse();
        assertThat(export.queryTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void haveTheRealmAsterisk() {
        Export export = check(Map.of("billing.enabled", true, "billing.username", "cdrapi"))
                .getFirst()
                .exports()
                .getFirst();

        assertThat(export.credentials()).hasToString("Credentials[realm asterisk]");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0:8443",
        "127.0.0.1:443, 127.0.0.1:443",
        "[::]:8444, [0:0:0:0:0:0:0:0]:8444",
        "[::1], [0:0:0:0:0:0:0:1]:8443",
    })
    void listenOnAnAddressWithAnOptionalPort(String text, String address) {
        assertThat(ListenAddress.parse("key", text)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8443",
                ":8443",
                "localhost:8443",
                "0.0.0.0:65536",
                "0.0.0.0:",
                "::1",
                "[::1",
                "256.0.0.1",
                "https://0.0.0.0"
            })
    void refuseWhatIsNoAddress(String text) {
        assertWrong(
                Map.of("billing.address", text),
                "gateway.exports.billing.address: found \"" + text + "\", expected an IP address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "branch-a", "/branch-a/", "/a//b", "/a b", "/..", "/a?b"})
    void refuseWhatIsNoPath(String path) {
        assertWrong(
                Map.of("billing.path", path),
                "gateway.exports.billing.path: found \"" + path + "\", expected nothing, or a path");
    }

    @ParameterizedTest
    @CsvSource({
        "billing.sites, branch-x, 'gateway.exports.billing.sites: found \"branch-x\", expected any of [branch-a,"
                + " branch-b]'",
        "billing.shape, 23, 'gateway.exports.billing.shape: found 23, expected 22, 27, 33 or 44'",
        "billing.username, a:b, 'gateway.exports.billing.username: found a colon in it, expected a name without colon'",
        "billing.realm, ünï, 'gateway.exports.billing.realm: found \"ünï\", expected printable ASCII'",
        "billing.private-key, x.pem, 'gateway.exports.billing.certificate: found none beside a private-key, expected'",
        "billing.query-timeout, 0s, 'gateway.exports.billing.query-timeout: found PT0S, expected 1s to 1h'",
        "billing.permitted-ips, 10.0.0.0/33, 'gateway.exports.billing.permitted-ips: found \"10.0.0.0/33\", expected'",
    })
    void refuseAValueThatMeansNothingAlsoWhereDisabled(String key, String value, String message) {
        assertWrong(Map.of(key, value), message);
    }

    @Test
    void refuseSitesWhereNoneIsConfigured() {
        assertThatThrownBy(() -> Exports.check(
                        Gateway.bind(Map.of("billing.sites", "branch-a")), new io.ucmbilling.ucm.site.Fleet(List.of())))
                .hasMessage("gateway.exports.billing.sites: found \"branch-a\", expected none, as none is configured");
    }

    @Test
    void shareAListenerWhereTheirAddressesMeanTheSame() {
        List<ListenerSettings> listeners = check(two("0.0.0.0:8443", "0.0.0.0", Map.of("b.path", "/b")));

        assertThat(listeners).hasSize(1);
        assertThat(listeners.getFirst().exports()).extracting(Export::name).containsExactly("b", "a");
    }

    @Test
    void listenApartOnDifferentAddresses() {
        assertThat(check(two("0.0.0.0:8443", "0.0.0.0:8444", Map.of()))).hasSize(2);
    }

    @Test
    void refuseOnePathTwiceOnOneAddress() {
        assertWrong(
                two("0.0.0.0", "0.0.0.0", Map.of()),
                "gateway.exports.b.path: found \"\", which gateway.exports.a has too, expected a path of its own");
    }

    @Test
    void refuseDifferentCertificatesOnOneAddress() {
        assertWrong(
                two("0.0.0.0", "0.0.0.0", Map.of("b.path", "/b", "b.certificate", "b.pem")),
                "gateway.exports.b.certificate: found other TLS files than gateway.exports.a has, expected the same"
                        + " ones");
    }

    @Test
    void refuseAPlaceholderThatNothingSets() {
        assertThatThrownBy(() -> check(Map.of("billing.password", "${BILLING_PASSWORD}")))
                .isInstanceOf(WrongSettingException.class)
                .hasMessage("gateway.exports.billing.password: found ${BILLING_PASSWORD}, which nothing sets,"
                        + " expected the value, or an environment variable BILLING_PASSWORD");
    }

    @Test
    void keepTheirPasswordToThemselves() {
        var settings = Gateway.bind(Map.of("billing.username", "cdrapi", "billing.password", "hush"));

        assertThat(settings.toString()).doesNotContain("hush");
    }

    private static Map<String, Object> two(String first, String second, Map<String, Object> more) {
        Map<String, Object> settings =
                new HashMap<>(Map.of("a.enabled", true, "a.address", first, "b.enabled", true, "b.address", second));
        settings.putAll(more);
        return settings;
    }

    private static List<ListenerSettings> check(Map<String, Object> settings) {
        return Exports.check(Gateway.bind(settings), Gateway.FLEET);
    }

    private static void assertWrong(Map<String, Object> settings, String message) {
        assertThatThrownBy(() -> check(settings))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({
        "max-connections, 0, a number from 1 to 8192",
        "max-connections-per-peer, 8193, a number from 1 to 8192",
        "request-timeout, 999ms, a time from 1s to 1h",
        "answer-timeout, 61m, a time from 1s to 1h",
    })
    void haveLimitsThatAreChecked(String key, String value, String expected) {
        assertThatThrownBy(() -> check(Map.of("billing." + key, value)))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("gateway.exports.billing." + key + ": found ")
                .hasMessageEndingWith("expected " + expected);
    }

    @Test
    void haveTheSameCipherSuitesOnOneAddress() {
        Map<String, Object> two = new HashMap<>(Map.of("a.enabled", true, "b.enabled", true, "b.path", "/b"));
        two.put("b.legacy-suites", true);

        assertWrong(two, "gateway.exports.b.legacy-suites: found true, another value than gateway.exports.a has");
    }

    @Test
    void haveOneSetOfLimitsOnOneAddress() {
        Map<String, Object> two = new HashMap<>(Map.of("a.enabled", true, "b.enabled", true, "b.path", "/b"));
        two.put("b.max-connections", 10);

        assertThatThrownBy(() -> check(two))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("gateway.exports.b.max-connections")
                .hasMessageContaining("as both listen on 0.0.0.0:8443");
    }
}
