package io.ucmbilling.cdrapi;

import io.ucmbilling.testing.CdrapiContract;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** An export over a real PostgreSQL keeps the contract that a UCM keeps. */
class ExportContractIT extends CdrapiContract {
    private static @Nullable KeptLegs legs;
    private static @Nullable Gateway gateway;
    private static int port;

    @BeforeAll
    static void start() {
        KeptLegs kept = new KeptLegs().keep("branch-a", records().reversed());
        Gateway started = Gateway.open(kept.legs());
        legs = kept;
        gateway = started;
        port = started.port();
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
        if (legs != null) {
            legs.close();
        }
    }

    @Override
    protected Answer ask(String method, String target, String body, String... headers) {
        return RawHttps.request(port, method, target, body, headers);
    }
}
