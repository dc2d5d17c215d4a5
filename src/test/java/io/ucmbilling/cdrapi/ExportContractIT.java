package io.ucmbilling.cdrapi;

import io.ucmbilling.testing.CdrapiContract;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** An export over a real PostgreSQL keeps the contract that a UCM keeps. */
class ExportContractIT extends CdrapiContract {
    private static KeptLegs legs;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        legs = new KeptLegs().keep("branch-a", records().reversed());
        gateway = Gateway.open(legs.legs());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        legs.close();
    }

    @Override
    protected Answer ask(String method, String target, String body, String... headers) {
        return RawHttps.request(gateway.port(), method, target, body, headers);
    }
}
