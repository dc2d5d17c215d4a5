package io.ucmbilling.billing.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.access.PermittedAddresses;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.access.client.ApiScope;
import io.ucmbilling.calls.call.BilledLegs;
import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallAssembly;
import io.ucmbilling.calls.call.PbxSetting;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.normalisation.UnreadableLegException;
import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.testing.pbx.Pbx;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Billing contract A5 as a law: no outside number survives in the JSON of any call. */
class MaskedCallsTest {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{7,}");
    private static final ApiClient MASKED =
            new ApiClient("masked", Set.of(ApiScope.CALLS), null, PermittedAddresses.parse("", List.of()), true, null);

    static Stream<Samples.Sample> samples() {
        return Samples.withLegs();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void showNoOutsideNumberOfTheSamples(Samples.Sample sample) throws Exception {
        List<CdrRecord> records = new ArrayList<>();
        for (Object entry : sample.page().entries()) {
            if (entry instanceof CdrRecord record) {
                records.add(record);
            }
        }
        assertMasked(new PbxProfile(sample.zoneId(), sample.model(), Map.of()), records);
    }

    static Stream<Integer> generations() {
        return Stream.of(1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @MethodSource("generations")
    void showNoOutsideNumberOfABusyPbx(int generation) {
        Pbx pbx = Pbx.seeded(generation).generation(generation).callsPerHour(60).build();
        pbx.advance(Duration.ofHours(30));

        assertMasked(new PbxProfile(pbx.zone(), pbx.model(), Map.of()), pbx.everShown());
    }

    private static void assertMasked(PbxProfile pbx, List<CdrRecord> records) {
        List<Call> calls = bySession(pbx, records).stream()
                .map(legs ->
                        CallAssembly.of(legs, commit -> new PbxSetting(ZoneId.of("America/Chicago"), "US"), List.of()))
                .toList();
        assertThat(calls).isNotEmpty();
        CallViews views = new CallViews(recordings -> Map.of());
        for (Call call : calls) {
            StoredCall stored = new StoredCall(new UUID(1, 2), "branch-a", 1, 1, Instant.EPOCH, 1, call);
            JsonNode json = JsonMapper.shared()
                    .valueToTree(views.of(List.of(stored), MASKED).getFirst());
            assertHidden(call, (ObjectNode) json);
        }
    }

    private static Collection<List<BilledLeg>> bySession(PbxProfile pbx, List<CdrRecord> records) {
        LegReader reader = new LegReader(pbx);
        Map<String, List<BilledLeg>> calls = new LinkedHashMap<>();
        for (CdrRecord record : records) {
            try {
                BilledLeg leg = BilledLegs.of(calls.size() + 1L, 1, new ReadLeg(record, reader.read(record)));
                calls.computeIfAbsent(leg.session(), session -> new ArrayList<>())
                        .add(leg);
            } catch (UnreadableLegException e) {
                // It is quarantined, and no call is made of it.
            }
        }
        return calls.values();
    }

    /** Ids, times and hrefs have digits of their own, the session those before its dash. */
    private static void assertHidden(Call call, ObjectNode json) {
        json.remove(List.of("id", "startedAt", "startedAtLocal", "answeredAt", "endedAt"));
        assertThat(json.get("session").asString()).isEqualTo(call.session().replaceFirst("-.*", ""));
        json.remove("session");
        json.get("recordings").forEach(recording -> ((ObjectNode) recording).remove(List.of("startedAt", "href")));
        json.remove("extensions");
        String text = json.toString();
        assertThat(DIGITS.matcher(text).results().map(MatchResult::group)).allMatch(call.extensions()::contains);
        assertThat(call.outside()).noneMatch(number -> text.contains('"' + number + '"'));
        assertThat(call.outside()).filteredOn(number -> number.length() > 3).noneMatch(text::contains);
    }
}
