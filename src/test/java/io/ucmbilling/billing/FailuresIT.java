package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.testing.calls.StoredLegs;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** B1: what the gateway does wrong is told as such, and not as a database that does not answer. */
@ExtendWith(OutputCaptureExtension.class)
class FailuresIT {

    @Test
    void areToldWithAReferenceToTheLog(CapturedOutput output) {
        try (RestGateway gateway = new RestGateway(Map.of("erp", Map.of()))) {
            new StoredLegs(gateway.replica()).of("branch-a");
            gateway.bean(Transactions.class)
                    .client()
                    .sql("ALTER TABLE call RENAME COLUMN started_at TO begun_at")
                    .update();
            HttpResponse<String> answer = gateway.get("erp", "/api/v1/calls");
            String detail = RestGateway.json(answer).get("detail").asString();

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(RestGateway.json(answer).get("type").asString()).isEqualTo("/problems/internal");
            assertThat(answer.body()).doesNotContain("SELECT", "started_at");
            assertThat(output.getAll())
                    .contains(detail.substring(detail.length() - 36))
                    .contains("started_at");
        }
    }
}
