package io.ucmbilling.testing.ucm;

import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import io.ucmbilling.testing.RecapiContract;
import io.ucmbilling.testing.pbx.Pbx;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The simulated UCM keeps the contract of recapi that the gateway's own export keeps. */
class SimulatedRecapiContractTest extends RecapiContract {
    private static final SimulatedUcm UCM = SimulatedUcm.over(
                    Pbx.seeded(0).callsPerHour(0).build())
            .authentication(RequiredAuthentication.BASIC)
            .start();
    private static final String BASIC = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("cdrapi:cdrapi123".getBytes(StandardCharsets.UTF_8));

    @BeforeAll
    static void fill() {
        fill(UCM.recapi().shelf());
    }

    @AfterAll
    static void stop() {
        UCM.close();
    }

    @Override
    protected Answer ask(String method, String target, String body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = BASIC;
        return RawHttps.request(UCM.port(), method, target, body, all);
    }
}
