package io.ucmbilling.access.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.access.PermittedAddresses;
import io.ucmbilling.settings.WrongSettingException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Billing contract A1. */
class ApiClientsTest {
    private static final String SETTING = "gateway.api.clients.erp.key-sha256";
    private static final ApiClient ERP = client("erp", null);

    private final ApiKey key = ApiKey.fresh();

    private static ApiClient client(String name, @Nullable Set<String> sites) {
        return new ApiClient(name, Set.of(ApiScope.CALLS), sites, PermittedAddresses.parse("", List.of()), false, null);
    }

    @Test
    void areFoundByTheKeyThatWasMade() {
        ApiClients clients = new ApiClients.Builder()
                .add(SETTING, List.of(key.sha256()), ERP)
                .build();

        assertThat(clients.find(key.text())).contains(ERP);
        assertThat(clients.find(key.text() + "x")).isEmpty();
        assertThat(clients.find("")).isEmpty();
    }

    @Test
    void mayHaveTwoLiveKeysWhileOneIsReplaced() {
        ApiKey next = ApiKey.fresh();
        ApiClients clients = new ApiClients.Builder()
                .add(SETTING, List.of(key.sha256().toUpperCase(Locale.ROOT), next.sha256()), ERP)
                .build();

        assertThat(clients.find(key.text())).contains(ERP);
        assertThat(clients.find(next.text())).contains(ERP);
    }

    @Test
    void refuseOneHashInTwoClients() {
        ApiClients.Builder builder = new ApiClients.Builder().add(SETTING, List.of(key.sha256()), ERP);

        assertThatThrownBy(() -> builder.add("gateway.api.clients.other.key-sha256", List.of(key.sha256()), ERP))
                .isInstanceOf(WrongSettingException.class)
                .hasMessage("gateway.api.clients.other.key-sha256: found " + key.sha256()
                        + ", which erp has too, expected a key for one client alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "zz", "hush-hush"})
    void refuseWhatIsNoHashWithoutShowingIt(String text) {
        assertThatThrownBy(() -> new ApiClients.Builder().add(SETTING, List.of(text), ERP))
                .isInstanceOf(WrongSettingException.class)
                .hasMessage(SETTING + ": found a value of " + text.length()
                        + " characters, expected 64 hex digits, as --new-api-key prints them");
    }

    @Test
    void refuseAClientWithoutKey() {
        assertThatThrownBy(() -> new ApiClients.Builder().add(SETTING, List.of(), ERP))
                .hasMessageStartingWith(SETTING + ": found none, expected the SHA-256");
    }

    @Test
    void seeTheirSitesAndWithoutSuchAListAll() {
        assertThat(ERP.sees("branch-a")).isTrue();
        assertThat(client("one", Set.of("branch-a")).sees("branch-a")).isTrue();
        assertThat(client("one", Set.of("branch-a")).sees("branch-b")).isFalse();
        assertThat(client("none", Set.of()).sees("branch-a")).isFalse();
    }

    @Test
    void makeKeysOf32BytesThatNoTextShows() {
        assertThat(key.text())
                .matches("[A-Za-z0-9_-]{43}")
                .isNotEqualTo(ApiKey.fresh().text());
        assertThat(key.toString()).doesNotContain(key.text());
        assertThat(new ApiKey("abc").sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
