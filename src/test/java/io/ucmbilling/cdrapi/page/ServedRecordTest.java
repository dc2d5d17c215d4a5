package io.ucmbilling.cdrapi.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.cdrapi.Gateway;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.row.StoredLeg;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Contract S4. */
class ServedRecordTest {
    private static final CdrRecord GUIDE = Gateway.records("guide-example.json").getFirst();

    @Test
    void keepsTheUcmsAcctIdWhereTheExportHasOneSite() {
        assertThat(serve(GUIDE, "branch-a").text(Field.ACCT_ID)).isEqualTo("62");
    }

    @Test
    void hasTheGatewaysNumberForAcctIdWhereTheExportHasSeveral() {
        assertThat(serve(GUIDE, "branch-a,branch-b").text(Field.ACCT_ID)).isEqualTo("1001");
        assertThat(serve(GUIDE, "").text(Field.ACCT_ID)).isEqualTo("1001");
    }

    @Test
    void keepsEveryValueOfAFullRecordCharacterForCharacter() {
        for (CdrRecord record : Gateway.records("gen4/ring-group.json")) {
            assertThat(serve(record, "branch-a")).isEqualTo(record);
        }
    }

    @Test
    void fallsBackToUniqueidForSession() {
        assertThat(serve(GUIDE, "branch-a").text(Field.SESSION)).isEqualTo(GUIDE.text(Field.UNIQUEID));
    }

    @Test
    void fallsBackToTheChannelsExtensions() {
        CdrRecord served = serve(GUIDE, "branch-a");

        assertThat(served.text(Field.CHANEXT)).isEqualTo("5300");
        assertThat(served.text(Field.DSTCHANEXT)).isEqualTo("5301");
    }

    @Test
    void fallsBackToTheNameOfTheTrunksToken() {
        assertThat(trunkNames("trunk_1", null)).containsExactly("CallCenterTrunk", "CallCenterTrunk");
    }

    @Test
    void prefersTheNameAsOfTheCall() {
        assertThat(trunkNames("trunk_1", "OldName")).containsExactly("OldName", "OldName");
    }

    @Test
    void leavesATrunkWithoutNameEmpty() {
        assertThat(trunkNames("trunk_9", null)).containsExactly("", "");
        assertThat(trunkNames(null, null)).containsExactly("", "");
    }

    @Test
    void leavesEveryOtherLackingFieldEmpty() {
        CdrRecord served = serve(GUIDE, "branch-a");

        assertThat(served.text(Field.CALLER_NAME)).isEmpty();
        assertThat(served.text(Field.ACTION_TYPE)).isEmpty();
        assertThat(served.text(Field.DEVICE_INFO)).isEmpty();
    }

    @Test
    void fillsNothingThatTheRecordHasEmpty() {
        CdrRecord record = new CdrRecord.Builder()
                .from(GUIDE)
                .set(Field.SESSION, "")
                .set(Field.SRC_TRUNK_NAME, "")
                .build();
        CdrRecord served = ServedRecord.of(stored(record, "trunk_1", "CallCenterTrunk"), Gateway.export("branch-a"));

        assertThat(served.get(Field.SESSION)).isEmpty();
        assertThat(served.get(Field.SRC_TRUNK_NAME)).isEmpty();
        assertThat(served.get(Field.CHANEXT)).isEmpty();
    }

    private static String[] trunkNames(@Nullable String token, @Nullable String name) {
        CdrRecord served = ServedRecord.of(stored(GUIDE, token, name), Gateway.export("branch-a"));
        return new String[] {served.text(Field.SRC_TRUNK_NAME), served.text(Field.DST_TRUNK_NAME)};
    }

    private static CdrRecord serve(CdrRecord record, String sites) {
        return ServedRecord.of(Gateway.leg(1001, record), Gateway.export(sites));
    }

    private static StoredLeg stored(CdrRecord record, @Nullable String token, @Nullable String name) {
        return new StoredLeg(1001, "branch-a", record, "session", token, name, token, name);
    }
}
