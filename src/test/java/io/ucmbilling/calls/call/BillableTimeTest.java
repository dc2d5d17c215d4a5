package io.ucmbilling.calls.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.ucmbilling.call.Kind;
import io.ucmbilling.contract.Field;
import org.junit.jupiter.api.Test;

/** Billable seconds (contract N5), and what falls to each trunk, extension and kind (rule B4). */
class BillableTimeTest {
    private static final Object[] FIRST = {Field.END, "2026-03-02 09:00:20", Field.BILLSEC, "20"};
    private static final Object[] OVERLAPPING = {Field.END, "2026-03-02 09:00:30", Field.BILLSEC, "15"};

    /** N5: time that overlaps on one channel counts once. */
    @Test
    void countsOverlappingTimeOnAChannelOnce() {
        assertThat(new CallDraft().inbound(FIRST).inbound(OVERLAPPING).call().billableSeconds())
                .isEqualTo(30);
    }

    /** N5: channels add up; additions to the name of a channel make no other one. */
    @Test
    void addsUpChannels() {
        Call call = new CallDraft()
                .inbound(FIRST)
                .inbound(
                        Field.CHANNEL,
                        "AsyncGoto/PJSIP/trunk_1-0000000c<ZOMBIE>",
                        Field.END,
                        "2026-03-02 09:00:20",
                        Field.BILLSEC,
                        "20")
                .inbound(Field.CHANNEL, "PJSIP/trunk_1-000000ff", Field.BILLSEC, "7")
                .call();

        assertThat(call.billableSeconds()).isEqualTo(27);
    }

    /** N5: a leg without an end adds its billsec. */
    @Test
    void addsTheBillsecOfALegWithoutAnEnd() {
        assertThat(new CallDraft()
                        .inbound(FIRST)
                        .inbound(Field.END, "", Field.BILLSEC, "4")
                        .call()
                        .billableSeconds())
                .isEqualTo(24);
    }

    /** N5: a trunk by its channel counts where the UCM labels the leg Internal, as after a transfer. */
    @Test
    void countsATrunkKnownByItsChannelOnly() {
        Call call = new CallDraft()
                .outbound(FIRST)
                .leg(
                        Field.CHANNEL,
                        "PJSIP/trunk_2-0000000d",
                        Field.START,
                        "2026-03-02 09:00:20",
                        Field.ANSWER,
                        "2026-03-02 09:00:20",
                        Field.END,
                        "2026-03-02 09:00:50",
                        Field.BILLSEC,
                        "30")
                .call();

        assertThat(call.billableSeconds()).isEqualTo(50);
        assertThat(call.shares().byTrunk()).containsExactly(entry("Mobile", 50));
    }

    /** N5: of an EXTERNAL call only the destination's channels count; by trunk, both are told. */
    @Test
    void countsTheDestinationOfAnExternalCall() {
        Call call = new CallDraft()
                .inbound(FIRST)
                .outbound(Field.BILLSEC, "8", Field.CHANNEL, "PJSIP/trunk_1-0000000c")
                .call();

        assertThat(call.billableSeconds()).isEqualTo(8);
        assertThat(call.shares().byTrunk()).containsExactly(entry("Carrier", 20), entry("Mobile", 8));
    }

    /** N5: of an INTERNAL call the callers' channels count. */
    @Test
    void countsTheCallersOfAnInternalCall() {
        Call call = new CallDraft()
                .leg(FIRST)
                .leg(Field.CHANNEL, "PJSIP/1003-0000000e", Field.BILLSEC, "3")
                .unanswered(Field.CHANNEL, "PJSIP/1004-0000000f", Field.BILLSEC, "9")
                .call();

        assertThat(call.billableSeconds()).isEqualTo(23);
    }

    /** N5: sides on a trunk without a channel are one channel of that side. */
    @Test
    void takesSidesWithoutAChannelForOne() {
        Call call = new CallDraft()
                .inbound(with(FIRST, Field.CHANNEL, ""))
                .inbound(with(OVERLAPPING, Field.CHANNEL, ""))
                .call();

        assertThat(call.billableSeconds()).isEqualTo(30);
    }

    /** N5: a menu, a queue or a voicemail box is billable though no person answered. */
    @Test
    void billsWhatNoPersonAnswered() {
        Call call = new CallDraft()
                .inbound(Field.ACTION_TYPE, "IVR", Field.DSTCHANNEL, "", Field.LASTAPP, "WaitExten")
                .call();

        assertThat(call.status()).isEqualTo(CallStatus.NO_ANSWER);
        assertThat(call.billableSeconds()).isEqualTo(10);
    }

    /** B4: by extension and by kind over the legs that have it alone; kinds may add up to more than the call. */
    @Test
    void sharesByTheLegsThatHaveIt() {
        Call call = new CallDraft()
                .inbound(with(FIRST, Field.ACTION_TYPE, "QUEUE[6500]"))
                .inbound(with(OVERLAPPING, Field.DSTCHANNEL, "PJSIP/1003-0000000e"))
                .call();

        assertThat(call.shares().byExtension()).containsExactly(entry("1002", 20), entry("1003", 15));
        assertThat(call.shares().byKind()).containsExactly(entry(Kind.QUEUE, 20), entry(Kind.DIAL, 15));
    }

    private static Object[] with(Object[] some, Object... more) {
        return java.util.stream.Stream.of(some, more)
                .flatMap(java.util.stream.Stream::of)
                .toArray();
    }
}
