package io.ucmbilling.testing.ucm;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.testing.CdrapiContract;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import io.ucmbilling.testing.pbx.Pbx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;

/** The simulated UCM keeps the contract that the gateway's own export keeps. */
class SimulatedUcmContractTest extends CdrapiContract {
    private static final SimulatedUcm UCM = SimulatedUcm.over(pbx())
            .authentication(RequiredAuthentication.BASIC)
            .start();
    private static final String BASIC = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("cdrapi:cdrapi123".getBytes(StandardCharsets.UTF_8));

    private static Pbx pbx() {
        Pbx pbx = Pbx.seeded(1)
                .generation(1)
                .zone(ZONE.getId())
                .begin(Instant.parse("2026-03-01T00:00:00Z"))
                .callsPerHour(0)
                .build();
        pbx.add(records().toArray(CdrRecord[]::new));
        return pbx;
    }

    @AfterAll
    static void stop() {
        UCM.close();
    }

    @Override
    protected Answer ask(String method, String target, String body, String... headers) {
        return RawHttps.request(UCM.port(), method, target, body, append(headers));
    }

    private static String[] append(String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = BASIC;
        return all;
    }
}
