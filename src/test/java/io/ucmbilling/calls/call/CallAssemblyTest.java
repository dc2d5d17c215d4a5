package io.ucmbilling.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Kind;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.row.BilledLeg;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call is (billing contract, C), rule by rule. Rules C2 and C9 are about the store: see CallFollowerIT. */
class CallAssemblyTest {
    private static final Instant START = Instant.parse("2026-03-02T15:00:00Z");

    /** C1: legs stand by start, then by AcctId as a number. */
    @Test
    void ordersLegsByStartThenAcctId() {
        List<BilledLeg> legs = new CallDraft()
                .leg(Field.ACCT_ID, "10")
                .leg(Field.ACCT_ID, "9")
                .leg(Field.ACCT_ID, "11", Field.START, "2026-03-02 08:59:59")
                .legs();

        assertThat(CallAssembly.inOrder(legs)).extracting(BilledLeg::acctId).containsExactly(11L, 9L, 10L);
    }

    /** C1, C6: the first leg is no placeholder; dialled is of the very first leg all the same. */
    @Test
    void takesPartiesOfTheFirstLegThatIsNoPlaceholder() {
        Call call = new CallDraft()
                .placeholder(Field.DST, "2025550100", Field.SRC, "1003")
                .leg(Field.DST, "6400")
                .call();

        assertThat(call.callee().number()).isEqualTo("6400");
        assertThat(call.caller().number()).isEqualTo("1001");
        assertThat(call.dialled().number()).isEqualTo("2025550100");
    }

    /** C1: if all legs are placeholders, the first of all counts. */
    @Test
    void takesPartiesOfTheFirstOfPlaceholdersAlone() {
        Call call = new CallDraft()
                .placeholder(Field.DST, "6400")
                .placeholder(Field.DST, "6401")
                .call();

        assertThat(call.callee().number()).isEqualTo("6400");
    }

    /** C3: from the earliest start to the latest end; the wait ends with the earliest answer of a person. */
    @Test
    void lastsFromTheEarliestStartToTheLatestEnd() {
        Call call = new CallDraft()
                .unanswered(Field.END, "2026-03-02 09:00:30")
                .leg(
                        Field.START, "2026-03-02 09:00:10",
                        Field.ANSWER, "2026-03-02 09:00:12",
                        Field.END, "2026-03-02 09:00:22")
                .call();

        CallTimes times = call.times();
        assertThat(times)
                .isEqualTo(new CallTimes(
                        START, ZoneOffset.ofHours(-6), START.plusSeconds(12), START.plusSeconds(30), 30, 12));
    }

    /** C3: without an end there is no duration; without an answer the wait is the duration. */
    @Test
    void hasNoDurationWithoutAnEnd() {
        CallTimes times = new CallDraft()
                .leg(Field.DISPOSITION, "FAILED", Field.ANSWER, "", Field.END, "", Field.BILLSEC, "0")
                .call()
                .times();

        assertThat(times.durationSeconds()).isNull();
        assertThat(times.waitSeconds()).isNull();
        assertThat(times.answeredAt()).isNull();
    }

    /** C3: an answered leg without an answer counts from its start. */
    @Test
    void takesTheStartOfAnAnsweredLegWithoutAnAnswer() {
        assertThat(new CallDraft().leg(Field.ANSWER, "").call().times().answeredAt())
                .isEqualTo(START);
    }

    /** C3: nothing is below 0. */
    @Test
    void isNeverShorterThanNothing() {
        CallTimes times = new CallDraft()
                .leg(Field.END, "2026-03-02 08:59:00", Field.ANSWER, "2026-03-02 08:59:00")
                .call()
                .times();

        assertThat(times.durationSeconds()).isZero();
        assertThat(times.waitSeconds()).isZero();
    }

    /** C4: a mobile that rings along in vain does not make an inbound call external. */
    @Test
    void staysInboundIfAMobileRingsAlong() {
        Call call = new CallDraft()
                .inbound()
                .outbound(Field.DISPOSITION, "NO ANSWER", Field.BILLSEC, "0")
                .call();

        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
    }

    /** C4: an answered way out makes it external, and so does one in vain if no person answered. */
    @Test
    void isExternalIfItCameInAndWentOut() {
        assertThat(new CallDraft().inbound().outbound().call().direction()).isEqualTo(Direction.EXTERNAL);
        assertThat(new CallDraft()
                        .inbound(Field.DISPOSITION, "NO ANSWER", Field.BILLSEC, "0")
                        .outbound(Field.DISPOSITION, "BUSY", Field.BILLSEC, "0")
                        .call()
                        .direction())
                .isEqualTo(Direction.EXTERNAL);
    }

    /** C4: an attempt that failed before its trunk is outbound, and no way out of an inbound call. */
    @Test
    void isOutboundBeforeItsTrunk() {
        Object[] attempt = {
            Field.DCONTEXT, "outbound-route-1", Field.DISPOSITION, "FAILED", Field.DSTCHANNEL, "", Field.BILLSEC, "0"
        };
        assertThat(new CallDraft().leg(attempt).call().direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(new CallDraft()
                        .inbound(Field.DISPOSITION, "NO ANSWER", Field.BILLSEC, "0")
                        .leg(attempt)
                        .call()
                        .direction())
                .isEqualTo(Direction.INBOUND);
        assertThat(new CallDraft().leg().call().direction()).isEqualTo(Direction.INTERNAL);
    }

    /** C5, N4: the first that fits, placeholders left out. */
    @ParameterizedTest
    @CsvSource({
        "ANSWERED,  BUSY,      DIAL, ANSWERED",
        "NO ANSWER, ANSWERED,  VM,   VOICEMAIL",
        "BUSY,      FAILED,    DIAL, BUSY",
        "NO ANSWER, FAILED,    DIAL, FAILED",
        "NO ANSWER, NO ANSWER, DIAL, NO_ANSWER",
        "NO ANSWER, ODD,       DIAL, NO_ANSWER",
        "ODD,       ODD,       DIAL, UNKNOWN"
    })
    void hasTheFirstStatusThatFits(String one, String other, String action, CallStatus expected) {
        Call call = new CallDraft()
                .leg(Field.DISPOSITION, one)
                .leg(Field.DISPOSITION, other, Field.ACTION_TYPE, action)
                .call();

        assertThat(call.status()).isEqualTo(expected);
    }

    /** C5, N4: a menu is no person. */
    @Test
    void isNotAnsweredByAMenu() {
        Call call = new CallDraft()
                .leg(Field.ACTION_TYPE, "IVR", Field.DSTCHANNEL, "", Field.LASTAPP, "WaitExten")
                .call();

        assertThat(call.status()).isEqualTo(CallStatus.NO_ANSWER);
        assertThat(call.answeredBy()).isNull();
    }

    /** C5, N4: whoever enters a conference is a person, the conference itself is none. */
    @Test
    void isAnsweredByWhoEntersAConference() {
        Object[] room = {Field.ACTION_TYPE, "CONFERENCE", Field.DSTCHANNEL, "", Field.LASTAPP, "ConfBridge"};
        assertThat(new CallDraft().leg(room).call().status()).isEqualTo(CallStatus.ANSWERED);
        assertThat(new CallDraft()
                        .leg(Field.CHANNEL, "DAHDI/pseudo-12345", Field.DSTCHANNEL, "")
                        .call()
                        .status())
                .isEqualTo(CallStatus.NO_ANSWER);
    }

    /** C6: the number inside clid is told only where it differs from src. */
    @ParameterizedTest
    @CsvSource({
        "'\"Ana\" <1001>',        ,        Ana",
        "'\"Ana\" <2025550100>',  2025550100, Ana",
        "'\"A <b> c\" <99>',      99,      A <b> c",
        "'\"Ana\" <>',            ,        Ana",
        "1001,                    ,        ",
        "'',                      ,        "
    })
    void tellsThePresentedNumberAndName(String clid, String presented, String name) {
        Party caller = new CallDraft().leg(Field.CLID, clid).call().caller();

        assertThat(caller.presented()).isEqualTo(presented);
        assertThat(caller.name()).isEqualTo(name);
    }

    /** C6: caller_name goes before the name in clid. */
    @Test
    void takesTheCallersNameFirst() {
        assertThat(new CallDraft()
                        .leg(Field.CALLER_NAME, "Front Desk")
                        .call()
                        .caller()
                        .display())
                .isEqualTo("\"Front Desk\"<1001>");
    }

    /** C6, N7: the way a party is shown, with the trunk behind the outside one. */
    @Test
    void showsTheTrunkBehindTheOutsideParty() {
        assertThat(new CallDraft().inbound().call().caller().display()).isEqualTo("12025550101 [Trunk: Carrier]");
        Call out = new CallDraft().outbound(Field.CLID, "\"Ana\" <1001>").call();
        assertThat(out.callee().display()).isEqualTo("12025550102 [Trunk: Mobile]");
        assertThat(out.dialled().display()).isEqualTo("12025550102");
        assertThat(new CallDraft()
                        .leg(Field.SRC, "", Field.CLID, "\"Ana\" <>")
                        .call()
                        .caller()
                        .display())
                .isEqualTo("\"Ana\"");
        assertThat(new CallDraft()
                        .leg(Field.SRC, "", Field.CLID, "")
                        .call()
                        .caller()
                        .display())
                .isNull();
    }

    /** C6: outside parties alone are read as E.164: who called in, who was called out. */
    @Test
    void readsOutsidePartiesAsE164() {
        Call in = new CallDraft().inbound(Field.DST, "2025550102").call();
        assertThat(in.caller().e164()).isEqualTo("+12025550101");
        assertThat(in.callee().e164()).isNull();
        Call out = new CallDraft().outbound(Field.SRC, "2025550101").call();
        assertThat(out.caller().e164()).isNull();
        assertThat(out.callee().e164()).isEqualTo("+12025550102");
        assertThat(out.dialled().e164()).isEqualTo("+12025550102");
    }

    /** C6: without a region only numbers that begin with + are read; one that is not valid never is. */
    @ParameterizedTest
    @CsvSource({
        "+442079460101, , +442079460101",
        "+12025550101, , +12025550101",
        "12025550101, , ",
        "911, US, ",
        "anonymous, US, "
    })
    void readsOnlyValidNumbersAsE164(String number, String region, String expected) {
        List<BilledLeg> legs = new CallDraft().inbound(Field.SRC, number).legs();
        Call call = CallAssembly.of(legs, commit -> new PbxSetting(null, region), List.of());

        assertThat(call.caller().e164()).isEqualTo(expected);
    }

    /** C6, C7: the region is the one with which the leg was stored. */
    @Test
    void readsANumberByTheRegionOfItsTime() {
        List<BilledLeg> legs = new CallDraft().inbound().legs();
        PbxSettings settings = commit -> commit == 1 ? new PbxSetting(null, "US") : PbxSetting.UNKNOWN;

        assertThat(CallAssembly.of(legs, settings, List.of()).caller().e164()).isEqualTo("+12025550101");
    }

    /** C6: answeredBy is of the leg that was answered first, and neither a trunk's token nor an analog trunk's port. */
    @Test
    void tellsWhoAnsweredFirst() {
        Call call = new CallDraft()
                .leg(Field.DSTANSWER, "1002", Field.ANSWER, "2026-03-02 09:00:07")
                .leg(Field.DSTANSWER, "1003", Field.ANSWER, "2026-03-02 09:00:06")
                .call();

        assertThat(call.answeredBy()).isEqualTo(new Party("1003", null, null, null, null));
        assertThat(new CallDraft().outbound(Field.DSTANSWER, "trunk_2").call().answeredBy())
                .isNull();
        assertThat(new CallDraft().leg(Field.DSTANSWER, "").call().answeredBy()).isNull();
    }

    /** C7: each distinct trunk, kind and extension in the order of the legs, and the first account code. */
    @Test
    void listsWhatItsLegsHave() {
        Call call = new CallDraft()
                .inbound(Field.ACTION_TYPE, "QUEUE[6500]", Field.DSTCHANNEL, "")
                .inbound(Field.ACCOUNTCODE, "77")
                .inbound(Field.DSTCHANNEL, "PJSIP/1003-0000000e", Field.ACCOUNTCODE, "78")
                .leg(Field.CHANNEL, "DAHDI/5-1", Field.CHANNEL_EXT, "", Field.DSTCHANNEL, "IAX2/1004-4711")
                .leg(Field.CHANNEL, "DAHDI/6-1", Field.CHANNEL_EXT, "1045")
                .call();

        assertThat(call.trunks()).containsExactly(new CallTrunk(CallTrunk.End.SOURCE, "trunk_1", "Carrier"));
        assertThat(call.kinds()).containsExactly(Kind.QUEUE, Kind.DIAL);
        assertThat(call.extensions()).containsExactly("1002", "1003", "DAHDI/5", "1004", "1045");
        assertThat(call.accountCode()).isEqualTo("77");
        assertThat(call.legs()).isEqualTo(5);
    }

    /** C7: a trunk by name is no extension, whatever its channel looks like. */
    @Test
    void takesNoTrunkForAnExtension() {
        Call call =
                new CallDraft().inbound(Field.CHANNEL, "PJSIP/carrier-0000000c").call();

        assertThat(call.extensions()).containsExactly("1002");
        assertThat(call.trunks()).containsExactly(new CallTrunk(CallTrunk.End.SOURCE, null, "Carrier"));
    }

    /** Law: a corrected leg gives what it would have given at once. */
    @Test
    void makesOfACorrectedLegWhatItWouldHaveMadeAtOnce() {
        List<BilledLeg> before = new CallDraft().inbound().unanswered().legs();
        List<BilledLeg> corrected =
                new CallDraft().inbound().leg(Field.DSTANSWER, "1002").legs();
        CallDraft.call(before);

        assertThat(CallDraft.call(List.of(corrected.get(1), before.getFirst()))).isEqualTo(CallDraft.call(corrected));
    }
}
