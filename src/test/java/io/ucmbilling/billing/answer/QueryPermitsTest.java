package io.ucmbilling.billing.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ucmbilling.access.PermittedAddresses;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.access.client.ApiScope;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.problem.ProblemKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class QueryPermitsTest {
    private final QueryPermits permits = new QueryPermits(2, 1, Duration.ZERO);

    private static ApiClient client(String name) {
        return new ApiClient(name, Set.of(ApiScope.CALLS), null, PermittedAddresses.parse("", List.of()), false, null);
    }

    private ProblemKind refused(String client) {
        return catchThrowableOfType(ProblemException.class, () -> permits.with(client(client), () -> client))
                .problem()
                .kind();
    }

    @Test
    void keepOneClientFromTakingThoseOfOthers() {
        String answer = permits.with(client("erp"), () -> {
            assertThat(refused("erp")).isEqualTo(ProblemKind.TOO_MANY_REQUESTS);
            return permits.with(client("other"), () -> "both");
        });
        assertThat(answer).isEqualTo("both");
    }

    /** However many two clients want, one that has none gets one. */
    @Test
    void leaveSomethingForAThirdClient() {
        QueryPermits many = new QueryPermits(6, 3, Duration.ofMillis(20));
        String answer = nested(
                many,
                "erp",
                3,
                () -> nested(many, "other", 3, () -> {
                    assertThat(many.with(client("third"), () -> "served")).isEqualTo("served");
                    return "all";
                }));

        assertThat(answer).isEqualTo("all");
    }

    /** Takes so many permits, or as many as the client gets. */
    private static String nested(QueryPermits permits, String client, int wanted, Supplier<String> inside) {
        if (wanted == 0) {
            return inside.get();
        }
        AtomicBoolean begun = new AtomicBoolean();
        try {
            return permits.with(client(client), () -> {
                begun.set(true);
                return nested(permits, client, wanted - 1, inside);
            });
        } catch (ProblemException e) {
            if (begun.get()) {
                throw e;
            }
            return inside.get();
        }
    }

    @Test
    void areBoundedForAllTogether() {
        ProblemKind third = permits.with(client("erp"), () -> permits.with(client("other"), () -> refused("third")));

        assertThat(third).isEqualTo(ProblemKind.UNAVAILABLE);
        assertThat(permits.with(client("third"), () -> "free again")).isEqualTo("free again");
    }
}
