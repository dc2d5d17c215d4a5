package io.ucmbilling.cdrapi;

import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import io.ucmbilling.testing.RecapiContract;
import org.junit.jupiter.api.AfterAll;

/** What an export does of its own keeps the contract that a UCM keeps, whatever is behind it. */
class ExportRecapiContractTest extends RecapiContract {
    private static final Gateway GATEWAY = Gateway.open(new FakeRecordings().keep("branch-a", FILES));

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @Override
    protected Answer ask(String method, String target, String body, String... headers) {
        return RawHttps.request(GATEWAY.port(), method, target, body, headers);
    }
}
