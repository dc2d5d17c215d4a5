package io.ucmbilling.normalisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.call.Kind;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a leg did: the first rule that fits (contract N8). */
class KindRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONFERENCE | DIAL | Dial | PJSIP/1002-1 | ANSWERED | DAHDI/pseudo-14",
                "CONFERENCE | QUEUE[6500] | Queue | DAHDI/pseudo-14 | ANSWERED | PJSIP/1001-1",
                "CONFERENCE | '' | MeetMe | '' | ANSWERED | PJSIP/1001-1",
                "CONFERENCE | VM | ConfBridge | '' | ANSWERED | PJSIP/1001-1",
                "CONFERENCE | video_conference[6300] | Dial | '' | ANSWERED | PJSIP/1001-1",
                "VOICEMAIL | VM | Dial | '' | ANSWERED | PJSIP/1001-1",
                "VOICEMAIL | VMG[6600] | Hangup | '' | NO ANSWER | PJSIP/1001-1",
                "VOICEMAIL | DIAL | VoiceMail | '' | ANSWERED | PJSIP/1001-1",
                "VOICEMAIL | PARK | VoiceMail | '' | ANSWERED | PJSIP/1001-1",
                "PARK | DIAL | ParkedCall | '' | ANSWERED | PJSIP/1001-1",
                "PARK | PARKEDCALL | Dial | PJSIP/1002-1 | ANSWERED | PJSIP/1001-1",
                "TRANSFER | ATTTRANSFER | Dial | PJSIP/1002-1 | ANSWERED | PJSIP/1001-1",
                "TRANSFER | Transfer[1002] | FollowMe | PJSIP/1002-1 | ANSWERED | PJSIP/1001-1",
                "FOLLOW_ME | FOLLOWME[1075] | Dial | PJSIP/1002-1 | ANSWERED | PJSIP/1001-1",
                "FOLLOW_ME | QUEUE[6500] | FollowMe | PJSIP/1002-1 | ANSWERED | PJSIP/1001-1",
                "QUEUE | RINGGROUP[6400] | Queue | PJSIP/1002-1 | ANSWERED | PJSIP/1001-1",
                "RING_GROUP | RINGGROUP[6400] | Playback | '' | ANSWERED | PJSIP/1001-1",
                "IVR | IVR[7000] | ReadExten | '' | ANSWERED | PJSIP/trunk_2-1",
                "IVR | ivr[7000] | Playback | Playback | NO ANSWER | PJSIP/trunk_2-1",
                "IVR | '' | WaitExten | '' | ANSWERED | SIP/trunk_2-1",
                "IVR | '' | Background | SIP/1002-1 | ANSWERED | SIP/trunk_2-1",
                "DIAL | IVR[7000] | Dial | PJSIP/1073-1 | ANSWERED | PJSIP/trunk_2-1",
                "DIAL | IVR[7000] | Dial | Local/1040@from-internal-1;1 | NO ANSWER | PJSIP/trunk_2-1",
                "DIAL | DIAL | WaitExten | '' | ANSWERED | PJSIP/trunk_2-1",
                "FEATURE | DIAL | Playback | '' | ANSWERED | PJSIP/1001-1",
                "FEATURE | '' | ReadExten | '' | ANSWERED | SIP/trunk_1-1",
                "FEATURE | DIAL | voicemailmain | '' | ANSWERED | PJSIP/1001-1",
                "FEATURE | DIAL | Dial | Directory | ANSWERED | PJSIP/1001-1",
                "FEATURE | PAGEGROUP[6700] | Page | '' | NO ANSWER | PJSIP/1001-1",
                "FEATURE | FEATURECODE | Set | '' | FAILED | PJSIP/1001-1",
                "FEATURE | IVR[7000] | Playback | PJSIP/1002-1 | ANSWERED | PJSIP/1001-1",
                "DIAL | '' | Dial | SIP/1002-1 | ANSWERED | SIP/1001-1",
                "DIAL | dial | Set | '' | NO ANSWER | PJSIP/1001-1",
                "DIAL | '' | Playback | '' | FAILED | SIP/1001-1",
                "DIAL | NEWTHING | Hangup | '' | BUSY | PJSIP/1001-1",
                "OTHER | '' | Wait | '' | NO ANSWER | SIP/1001-1",
                "OTHER | '' | Playback | '' | NO ANSWER | SIP/1001-1",
                "OTHER | NEWTHING | Dial | PJSIP/1002-1 | ANSWERED | PJSIP/1001-1",
                "OTHER | '' | '' | '' | ANSWERED | SIP/1001-1"
            })
    void theFirstRuleThatFitsTellsTheKind(
            Kind kind, String action, String application, String destination, String disposition, String source)
            throws Exception {
        CdrRecord.Builder record = Records.withSession()
                .set(Field.ACTION_TYPE, action)
                .set(Field.LASTAPP, application)
                .set(Field.CHANNEL, source)
                .set(Field.DSTCHANNEL, destination)
                .set(Field.DISPOSITION, disposition);
        assertThat(Records.read(record, null).kind()).isEqualTo(kind);
    }

    private static JsonNode calls() {
        return JsonMapper.shared().readTree(Samples.bytes("calls.json"));
    }

    static Stream<Samples.Sample> samples() {
        JsonNode calls = calls();
        return Samples.withLegs().filter(sample -> calls.has(sample.name()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theCallsOfTheSamplesHaveTheirKinds(Samples.Sample sample) throws Exception {
        LegReader reader = new LegReader(new PbxProfile(sample.zoneId(), sample.model(), Map.of()));
        Map<String, Set<String>> kinds = new LinkedHashMap<>();
        for (var entry : sample.page().entries()) {
            var leg = reader.read((CdrRecord) entry);
            kinds.computeIfAbsent(leg.session(), session -> new LinkedHashSet<>())
                    .add(leg.kind().name());
        }
        assertThat(kinds).isEqualTo(expected(calls().get(sample.name()).get("calls")));
    }

    private static Map<String, Set<String>> expected(JsonNode calls) {
        Map<String, Set<String>> kinds = new LinkedHashMap<>();
        for (JsonNode call : calls) {
            List<String> names = new ArrayList<>();
            call.get("kinds").forEach(kind -> names.add(kind.stringValue()));
            kinds.put(call.get("session").stringValue(), new LinkedHashSet<>(names));
        }
        return kinds;
    }
}
