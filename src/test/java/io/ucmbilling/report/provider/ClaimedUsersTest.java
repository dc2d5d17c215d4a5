package io.ucmbilling.report.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Report contract R1: roles and sites by claims of a provider. */
class ClaimedUsersTest {
    private static final ClaimedUsers ROLES = new ClaimedUsers("roles", null);
    private static final ClaimedUsers SITES = new ClaimedUsers("realm.roles", "sites");

    private static @Nullable Role role(Object claim) {
        return ROLES.user("x:anna", Map.of("roles", claim))
                .map(ReportUser::role)
                .orElse(null);
    }

    @Test
    void takesTheGreatestRole() {
        assertThat(role(List.of("offline_access", "viewer", "Administrator", "listener")))
                .isEqualTo(Role.ADMINISTRATOR);
        assertThat(role("openid viewer  LISTENER")).isEqualTo(Role.LISTENER);
    }

    @Test
    void knowsNobodyWithoutARole() {
        for (Object none : List.of(List.of(), "", "viewers", List.of("admin"), 7, Map.of("viewer", true))) {
            assertThat(role(none)).as("%s", none).isNull();
        }
        assertThat(ROLES.user("x:anna", Map.of())).isEmpty();
    }

    @Test
    void seesTheSitesOfAClaim() {
        Map<String, Object> realm = Map.of("realm", Map.of("roles", List.of("viewer")));

        assertThat(sites(SITES, Map.of("realm.roles", "viewer", "sites", List.of("branch-a"))))
                .containsExactly("branch-a");
        assertThat(sites(SITES, realm)).isEmpty();
        assertThat(ROLES.user("x:anna", Map.of("roles", "viewer")).orElseThrow().sites())
                .isNull();
    }

    private static Iterable<String> sites(ClaimedUsers users, Map<String, Object> claims) {
        return Objects.requireNonNull(users.user("x:anna", claims).orElseThrow().sites());
    }

    @Test
    void namesUsersByTheirProvider() {
        assertThat(ClaimedUsers.name("company", " an\nna\0 ")).isEqualTo("company:anna");
        assertThat(ClaimedUsers.name("company", "x".repeat(5000))).hasSize(208);
    }
}
