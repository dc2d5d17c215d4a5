package io.ucmbilling.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.testing.Samples;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Every sample makes the calls that {@code calls.json} expects (rules C1 to C8, N4, N5 and N7). */
class ExpectedCallsTest {
    private static final Map<?, ?> EXPECTED = JsonMapper.shared().readValue(Samples.bytes("calls.json"), Map.class);

    static Stream<String> samples() {
        return EXPECTED.keySet().stream().map(String::valueOf);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void makesEveryCallAsExpected(String sample) throws Exception {
        List<Call> calls = calls(sample);
        List<?> expected = expected(sample);

        assertThat(calls).hasSameSizeAs(expected);
        for (Object one : expected) {
            Map<?, ?> call = (Map<?, ?>) one;
            Call made = calls.stream()
                    .filter(candidate -> candidate.session().equals(call.get("session")))
                    .findFirst()
                    .orElseThrow();
            assertThat(CallText.differences(CallText.of(made), call)).isEmpty();
        }
    }

    /** Law: any order in which the legs arrive gives the same call. */
    @ParameterizedTest
    @MethodSource("samples")
    void makesTheSameCallsOfLegsInAnyOrder(String sample) throws Exception {
        Random random = new Random(20131203);
        for (List<BilledLeg> legs : BilledLegs.bySession(Samples.sample(sample))) {
            Call call = CallAssembly.of(legs, settings(sample), List.of());
            List<BilledLeg> shuffled = new ArrayList<>(legs);
            for (int i = 0; i < 10; i++) {
                Collections.shuffle(shuffled, random);
                assertThat(CallAssembly.of(shuffled, settings(sample), List.of()))
                        .isEqualTo(call);
            }
        }
    }

    @Test
    void coversEverySampleThatHasCalls() {
        Set<String> json = new HashSet<>();
        Samples.withLegs().filter(sample -> sample.name().endsWith(".json")).forEach(sample -> json.add(sample.name()));
        assertThat(samples()).containsExactlyInAnyOrderElementsOf(json);
    }

    private static List<Call> calls(String sample) throws Exception {
        List<Call> calls = new ArrayList<>();
        for (List<BilledLeg> legs : BilledLegs.bySession(Samples.sample(sample))) {
            calls.add(CallAssembly.of(legs, settings(sample), List.of()));
        }
        calls.sort(Comparator.comparing(call -> call.times().startedAt()));
        return calls;
    }

    private static PbxSettings settings(String sample) {
        ZoneId zone = Samples.sample(sample).zoneId();
        return commit -> new PbxSetting(zone, "US");
    }

    private static List<?> expected(String sample) {
        Map<?, ?> file = (Map<?, ?>) Objects.requireNonNull(EXPECTED.get(sample));
        return (List<?>) Objects.requireNonNull(file.get("calls"));
    }
}
