package io.ucmbilling.normalisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Leg;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A record that an older firmware wrote, as a newer one shows it: with fields that it does not fill (contract N2). */
class UpgradeTest {

    private static CdrRecord fieldRecord(String when) throws Exception {
        JsonNode both = JsonMapper.shared().readTree(Records.resource("case-22-upgrade.json"));
        return Records.page("{\"cdr_root\":[" + both.get(when) + "]}").getFirst();
    }

    private static CdrRecord upgraded(CdrRecord record) {
        CdrRecord.Builder builder = new CdrRecord.Builder().from(record);
        for (Field field : Field.values()) {
            if (record.get(field) == null) {
                builder.set(field, "");
            }
        }
        return builder.build();
    }

    @Test
    void readsTheSameLegBeforeAndAfterAnUpgrade() throws Exception {
        Leg before = Records.read(fieldRecord("before"), "UCM6204");
        Leg after = Records.read(fieldRecord("after"), "UCM6204");
        assertThat(after).isEqualTo(before);
        assertThat(after.direction()).isEqualTo(Direction.INBOUND);
        assertThat(after.session()).isEqualTo("1795889888.472");
    }

    @Test
    void readsTheSameLegOfTheGuidesAgeToo() throws Exception {
        CdrRecord guideAge = Records.guideAge()
                .set(Field.CLID, "\"Ann Lowe\" <5300>")
                .set(Field.DSTCHANNEL_EXT, "5301")
                .build();
        Leg leg = Records.read(upgraded(guideAge), null);
        assertThat(leg).isEqualTo(Records.read(guideAge, null));
        assertThat(leg.answeredBy()).isEqualTo("5301");
        assertThat(leg.callerName()).isEqualTo("Ann Lowe");
    }

    @Test
    void aSessionMakesItARecordOfTheNewerFirmware() throws Exception {
        CdrRecord.Builder record =
                new CdrRecord.Builder().from(fieldRecord("after")).set(Field.SESSION, "1795889888000472-12025550171");
        assertThat(Records.read(record, null).direction()).isEqualTo(Direction.INTERNAL);
    }

    @Test
    void aTrunkNameOnOneSideMakesItOneToo() throws Exception {
        CdrRecord.Builder record =
                new CdrRecord.Builder().from(fieldRecord("after")).set(Field.DST_TRUNK_NAME, "carrier-east");
        assertThat(Records.read(record, null).direction()).isEqualTo(Direction.OUTBOUND);
    }
}
