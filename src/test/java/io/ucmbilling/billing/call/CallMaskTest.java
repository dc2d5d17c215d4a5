package io.ucmbilling.billing.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallDraft;
import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.calls.call.CallTrunk;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.contract.Field;
import org.junit.jupiter.api.Test;

/** Billing contract A5, line by line, on calls that are made of records. */
class CallMaskTest {

    private static Call masked(CallDraft draft) {
        return CallMask.masked(draft.call());
    }

    /** A5: src, where the source touches a trunk by name. */
    @Test
    void hidesTheCallerFromATrunkByName() {
        Call call = masked(new CallDraft()
                .leg(Field.SRC, "4711", Field.CHANNEL, "Local/4711@x-0000000c;1", Field.SRC_TRUNK_NAME, "Carrier"));

        assertThat(call.caller().number()).isEqualTo("*711");
    }

    /** A5: the same, by channel alone. */
    @Test
    void hidesTheCallerFromATrunkByChannel() {
        Call call = masked(new CallDraft().leg(Field.SRC, "4711", Field.CHANNEL, "PJSIP/trunk_1-0000000c"));

        assertThat(call.caller().number()).isEqualTo("*711");
    }

    /** A5: the number inside clid is outside too, so it is hidden where it stands as another's. */
    @Test
    void hidesWhatTheTrunkPresents() {
        Call call = masked(new CallDraft()
                .leg(
                        Field.SRC,
                        "99",
                        Field.CLID,
                        "\"Mia\" <4711>",
                        Field.DST,
                        "4711",
                        Field.CHANNEL,
                        "PJSIP/trunk_1-0000000c"));

        assertThat(call.caller()).isEqualTo(new Party("**", null, null, null, null));
        assertThat(call.callee().number()).isEqualTo("*711");
    }

    /** A5: callee and dialled, where the destination touches a trunk. */
    @Test
    void hidesTheCalleeOnATrunk() {
        Call call = masked(new CallDraft().outbound(Field.DST, "110"));

        assertThat(call.callee()).isEqualTo(new Party("***", null, null, null, "Mobile"));
        assertThat(call.callee().display()).isEqualTo("*** [Trunk: Mobile]");
        assertThat(call.dialled().number()).isEqualTo("***");
        assertThat(call.caller().number()).isEqualTo("1001");
    }

    /** A5: who answered, where the leg is outbound. */
    @Test
    void hidesWhoAnsweredOutside() {
        Call call = masked(new CallDraft().outbound(Field.DSTCHANNEL_EXT, "4711", Field.DSTANSWER, "4711"));

        assertThat(call.answeredBy()).isEqualTo(new Party("*711", null, null, null, null));
    }

    /** A5: on some leg of the call: then it is hidden on the others. */
    @Test
    void hidesItOnEveryLeg() {
        Call call = masked(new CallDraft().leg(Field.DST, "4711").outbound(Field.DST, "4711"));

        assertThat(call.callee().number()).isEqualTo("*711");
    }

    /** A5: and it is no extension of the call, however it is dialled. */
    @Test
    void showsExtensionsOfTheCall() {
        Call call = masked(new CallDraft()
                .leg(
                        Field.SRC,
                        "1001",
                        Field.CHANNEL,
                        "PJSIP/trunk_1-0000000c",
                        Field.DST,
                        "1001",
                        Field.DSTCHANNEL,
                        "PJSIP/1001-0000000d"));

        assertThat(call.caller().number()).isEqualTo("1001");
        assertThat(call.extensions()).containsExactly("1001");
    }

    /** A5: more than six digits, which need touch no trunk; but never an extension. */
    @Test
    void hidesLongNumbersWhereverTheyStand() {
        Call call = masked(new CallDraft()
                .leg(
                        Field.SRC,
                        "7005300",
                        Field.CHANNEL,
                        "PJSIP/7005300-0000000a",
                        Field.DST,
                        "7005301",
                        Field.ACCOUNTCODE,
                        "12025550123"));

        assertThat(call.caller().number()).isEqualTo("7005300");
        assertThat(call.extensions()).contains("7005300");
        assertThat(call.callee().number()).isEqualTo("****301");
        assertThat(call.accountCode()).isEqualTo("********123");
    }

    /** A5: e164 null, presented alike, names of outside parties null, display of what is left. */
    @Test
    void leavesNothingOfAnOutsideParty() {
        CallDraft draft =
                new CallDraft().inbound(Field.CLID, "\"Mia Berg\" <+12025550101>", Field.CALLER_NAME, "Mia Berg");
        assertThat(draft.call().caller().e164()).isEqualTo("+12025550101");
        assertThat(draft.call().caller().presented()).isEqualTo("+12025550101");

        Call call = masked(draft);

        assertThat(call.caller()).isEqualTo(new Party("********101", null, null, null, "Carrier"));
        assertThat(call.caller().display()).isEqualTo("********101 [Trunk: Carrier]");
    }

    /** A5: of what many calls have in common, such as a trunk's name, whatever is too long for an extension. */
    @Test
    void hidesLongNumbersInTextsOfManyCalls() {
        assertThat(CallMask.textOfMany("+12025550147")).isEqualTo("*********147");
        assertThat(CallMask.textOfMany("North 202-555-0147")).isEqualTo("North *********147");
        assertThat(CallMask.textOfMany("Line 4711")).isEqualTo("Line 4711");
    }

    /** A5: names of inside parties stay. A number in one is hidden. */
    @Test
    void showsTheNamesOfInsideParties() {
        assertThat(masked(new CallDraft().leg()).caller().display()).isEqualTo("\"Ana Vidal\"<1001>");
        assertThat(masked(new CallDraft().leg(Field.CLID, "\"12025550101\" <1001>"))
                        .caller()
                        .display())
                .isEqualTo("\"********101\"<1001>");
    }

    /** A5: an outside party without a number has no name either. */
    @Test
    void showsNoNameOfAnUnknownNumber() {
        Call call = masked(new CallDraft().inbound(Field.SRC, "", Field.CALLER_NAME, "Mia Berg"));

        assertThat(call.caller()).isEqualTo(new Party(null, null, null, null, "Carrier"));
        assertThat(call.caller().display()).isNull();
    }

    /** A5: session is cut at its dash. */
    @Test
    void cutsTheSession() {
        assertThat(masked(new CallDraft().leg(Field.SESSION, "1772463600100-12025550101-2"))
                        .session())
                .isEqualTo("1772463600100");
        assertThat(masked(new CallDraft().leg(Field.SESSION, "1772463600.1")).session())
                .isEqualTo("1772463600.1");
    }

    /** A5: recordings are called by their numbers. */
    @Test
    void renamesRecordings() {
        Call plain = new CallDraft()
                .leg(Field.RECORDFILES, "2026-03/auto-1772463600-12025550101-1002.wav@2026-03/x.wav")
                .call();

        assertThat(CallMask.masked(plain).recordings())
                .containsExactly(
                        new CallRecording(
                                1, "recording-1.wav", plain.recordings().get(0).startedAt()),
                        new CallRecording(
                                2, "recording-2.wav", plain.recordings().get(1).startedAt()));
    }

    /** A5, C6: a trunk's token that stands where who answered is expected is no number. */
    @Test
    void takesNoTokenForANumber() {
        Call call = masked(new CallDraft().outbound(Field.DSTCHANNEL_EXT, "trunk_2", Field.DST, "110"));

        assertThat(call.outside()).containsExactly("110");
        assertThat(call.callee().display()).isEqualTo("*** [Trunk: Mobile]");
    }

    /** A5: a trunk that is called by a number. */
    @Test
    void hidesTheNumberInATrunksName() {
        Call call = masked(new CallDraft().inbound(Field.SRC_TRUNK_NAME, "DID +12025550100"));

        assertThat(call.trunks()).containsExactly(new CallTrunk(CallTrunk.End.SOURCE, "trunk_1", "DID *********100"));
        assertThat(call.caller().display()).isEqualTo("********101 [Trunk: DID *********100]");
    }
}
