package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import io.ucmbilling.testing.RecapiContract;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole gateway in front of a UCM keeps the contract that the UCM keeps. */
class RecapiContractIT extends RecapiContract {
    private static SimulatedUcm ucm;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        ucm = SimulatedUcm.over(Pbx.seeded(0).callsPerHour(0).build()).start();
        fill(ucm.recapi().shelf());
        gateway = RunningGateway.before(Map.of("branch-a", ucm));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ucm.close();
    }

    @Override
    protected Answer ask(String method, String target, String body, String... headers) {
        return RawHttps.request(gateway.port(), method, target, body, headers);
    }

    /** Once it is here, with all that HTTP tells of a file. */
    @Test
    void asksTheUcmForAFileOnce() {
        Answer first = get("filename=" + OTHER_AUTO);
        Answer second = get("filename=" + OTHER_AUTO);

        assertThat(second.body()).isEqualTo(first.body()).isEqualTo(file("monitor/" + OTHER_AUTO));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.header("Repr-Digest")).hasSize(1);
        assertThat(second.header("Last-Modified")).isEqualTo(first.header("Last-Modified"));
        assertThat(ucm.recapi().asked().times("monitor/" + OTHER_AUTO)).isEqualTo(1);
    }
}
