package io.ucmbilling.normalisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Endpoint;
import io.ucmbilling.call.Leg;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands at the ends of a leg, and its direction (contract N2, N3). */
class LegSidesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "SIP/trunk_1-0000ab01 | TRUNK | trunk_1",
                "PJSIP/trunk_12/12025550121 | TRUNK | trunk_12",
                "IAX2/trunk_4-9127 | TRUNK | trunk_4",
                "pjsip/Trunk_3-0000ab01 | TRUNK | trunk_3",
                "DAHDI/o1-1 | TRUNK | o1",
                "DAHDI/i1/12025550121-3a | TRUNK | DAHDI/i1",
                "DAHDI/i12/12025550121-3a | TRUNK | DAHDI/i12",
                "DAHDI/i2-1 | TRUNK | DAHDI/i2",
                "DAHDI/i2 | TRUNK | DAHDI/i2",
                "AsyncGoto/SIP/trunk_2-0000ab01 | TRUNK | trunk_2",
                "Parked/SIP/trunk_2-0000ab03 | TRUNK | trunk_2",
                "Transfered/PJSIP/trunk_2-0000ab03 | TRUNK | trunk_2",
                "AsyncGoto/DAHDI/i1/12025550121-3a | TRUNK | DAHDI/i1",
                "Parked/AsyncGoto/Transfered/DAHDI/o2-1<ZOMBIE> | TRUNK | o2",
                "SIP/trunk_2<ZOMBIE> | TRUNK | trunk_2",
                "SIP/trunk_2-0000ab02<ZOMBIE><ZOMBIE> | TRUNK | trunk_2",
                "asyncgoto/sip/1001-0000ab02<zombie> | EXTENSION | -",
                "PJSIP/trunk_x-0000ab02 | EXTENSION | -",
                "PJSIP/trunk_1x-0000ab02 | EXTENSION | -",
                "PJSIP/mytrunk_1-0000ab02 | EXTENSION | -",
                "DAHDI/i-1 | EXTENSION | -",
                "AsyncGoto/DAHDI/pseudo-1482093355 | CONFERENCE | -",
                "Parked/Local/1040@from-internal-0000001a;1 | INTERNAL | -",
                "Playback | APPLICATION | -",
                "AsyncGoto/ | NONE | -",
                "<ZOMBIE> | NONE | -"
            })
    void aChannelTellsWhatStandsThere(String channel, Endpoint endpoint, @Nullable String token) throws Exception {
        Leg leg = Records.read(Records.guideAge().set(Field.DSTCHANNEL, channel), null);
        assertThat(leg.destination().endpoint()).isEqualTo(endpoint);
        assertThat(leg.destination().trunk()).isEqualTo(token);
    }

    @ParameterizedTest
    @CsvSource({
        "UCM6102, 2, 2",
        "UCM6104, 4, 2",
        "UCM6108, 8, 2",
        "UCM6116, 16, 2",
        "UCM6202, 2, 2",
        "UCM6204, 4, 2",
        "UCM6208, 8, 2",
        "UCM6510, 2, 2",
        "UCM6301, 1, 1",
        "UCM6302, 2, 2",
        "UCM6302A, 2, 2",
        "ucm6304a, 4, 4",
        "UCM6308, 8, 8"
    })
    void aPortIsALineOrAPhoneByTheModel(String model, int fxo, int fxs) throws Exception {
        assertThat(direction("DAHDI/" + fxo + "-1", model)).isEqualTo(Direction.INBOUND);
        assertThat(direction("DAHDI/" + (fxo + 1) + "-1", model)).isEqualTo(Direction.INTERNAL);
        assertThat(direction("DAHDI/" + (fxo + fxs) + "-1", model)).isEqualTo(Direction.INTERNAL);
    }

    private static Direction direction(String source, @Nullable String model) throws Exception {
        return Records.read(Records.guideAge().set(Field.CHANNEL, source), model)
                .direction();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, 3", "UCM9999, 3", "UCM6302AB, 7", "-, g1"})
    void withoutATableAnInboundRouteMakesAnyPortALine(@Nullable String model, String port) throws Exception {
        CdrRecord.Builder record = Records.guideAge().set(Field.CHANNEL, "DAHDI/" + port + "-1");
        assertThat(Records.read(record, model).direction()).isEqualTo(Direction.INTERNAL);
        record.set(Field.DCONTEXT, "ext-did-1");
        assertThat(Records.read(record, model).direction()).isEqualTo(Direction.INBOUND);
    }

    @ParameterizedTest
    @CsvSource({"trunk_1, trunk_1", "o2, o2", "DAHDI/i1, DAHDI/i1", "DAHDI/2, DAHDI/2"})
    void anEmptyChannelIsTheTrunkThatItsExtensionNames(String extension, String token) throws Exception {
        CdrRecord.Builder record = Records.guideAge().set(Field.DSTCHANNEL, "").set(Field.DSTCHANNEL_EXT, extension);
        Leg leg = Records.read(record, "UCM6302");
        assertThat(leg.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(leg.trunk()).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7000", "DAHDI/3", "trunk", "trunk_1x", "", "1001"})
    void anEmptyChannelIsNothingElse(String extension) throws Exception {
        CdrRecord.Builder record = Records.guideAge().set(Field.DSTCHANNEL, "").set(Field.DSTCHANNEL_EXT, extension);
        assertThat(Records.read(record, "UCM6302").destination().endpoint()).isEqualTo(Endpoint.NONE);
    }

    @Test
    void anExtensionSaysNothingOfAChannelThatIsThere() throws Exception {
        CdrRecord.Builder record = Records.guideAge().set(Field.CHANNEL_EXT, "trunk_1");
        assertThat(Records.read(record, null).direction()).isEqualTo(Direction.INTERNAL);
    }

    @Test
    void theTrunkNameAloneTellsWhereTheRecordKnowsIt() throws Exception {
        CdrRecord.Builder record = Records.withSession().set(Field.CHANNEL, "PJSIP/trunk_2-00000083");
        assertThat(Records.read(record, null).direction()).isEqualTo(Direction.INTERNAL);
        record.set(Field.SRC_TRUNK_NAME, "carrier-east");
        assertThat(Records.read(record, null).direction()).isEqualTo(Direction.INBOUND);
    }

    @Test
    void aChannelOfManyPrefixesIsReadAsQuicklyAsAnother() throws Exception {
        String channel = "Parked/".repeat(200_000) + "SIP/trunk_2-0000ab02" + "<ZOMBIE>".repeat(200_000);
        assertThat(direction(channel, null)).isEqualTo(Direction.INBOUND);
    }

    @Test
    void theChannelsOfTheFieldHaveTheirDirections() throws Exception {
        List<CdrRecord> records = Records.field("case-04-channels.json");
        assertThat(records)
                .extracting(record -> {
                    Leg leg = Records.read(record, "UCM6510");
                    return leg.acctId() + " " + leg.direction() + " " + leg.trunk() + " " + leg.trunkName();
                })
                .containsExactly(
                        "367 INBOUND DAHDI/i1 E1",
                        "368 OUTBOUND DAHDI/i1 E1",
                        "369 INBOUND trunk_2 null",
                        "370 INBOUND trunk_2 null",
                        "371 INBOUND trunk_2 null",
                        "372 INBOUND DAHDI/i1 E1-main");
    }
}
