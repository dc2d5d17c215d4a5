package io.ucmbilling.testing.calls;

import static io.ucmbilling.testing.LegBuilder.leg;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.normalisation.UnreadableLegException;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.LegBuilder;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A few calls of two sites, one for each way to look for them. They start a second apart, their sessions end on their numbers. */
public final class FleetOfCalls {
    private static final LegReader READER = new LegReader(new PbxProfile(ZoneId.of("America/Chicago"), null, Map.of()));

    private FleetOfCalls() {}

    private static LegBuilder call(int number) {
        return leg(number)
                .start("2026-03-02T09:00:0" + number)
                .with(Field.UNIQUEID, "177246360" + number + "." + number)
                .session("177246360" + number + "-" + number);
    }

    /** Reads a leg as the collection does. */
    public static ReadLeg read(LegBuilder leg) {
        CdrRecord record = leg.build().raw();
        try {
            return new ReadLeg(record, READER.read(record));
        } catch (UnreadableLegException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** 1 internal, 2 nobody there, 3 in, 4 out, 5 to the voicemail, 6 over a queue. */
    public static List<ReadLeg> branchA() {
        return List.of(
                read(call(1).with(Field.ACCOUNTCODE, "sales")
                        .with(Field.RECORDFILES, "2026-03/auto-1772463601-1001-1002.wav@")),
                read(call(2).with(Field.ACCOUNTCODE, "a,b")
                        .with(Field.DISPOSITION, "NO ANSWER")
                        .with(Field.DSTANSWER, "")
                        .billableSeconds(0)),
                read(call(3).with(Field.SRC, "12025550143")
                        .with(Field.CLID, "\"\" <12025550143>")
                        .with(Field.CHANNEL, "PJSIP/trunk_1-00000ab1")
                        .with(Field.CHANNEL_EXT, "")
                        .with(Field.SRC_TRUNK_NAME, "North Line")),
                read(call(4).with(Field.DST, "12025550166")
                        .with(Field.DSTCHANNEL, "PJSIP/trunk_2-00000ab2")
                        .with(Field.DSTCHANNEL_EXT, "")
                        .with(Field.DSTANSWER, "12025550166")
                        .with(Field.DST_TRUNK_NAME, "South, old")),
                read(call(5).with(Field.DST, "*97")
                        .with(Field.DSTCHANNEL, "")
                        .with(Field.LASTAPP, "VoiceMailMain")
                        .with(Field.ACTION_TYPE, "VM")),
                read(call(6).with(Field.DST, "6500")
                        .with(Field.DSTCHANNEL, "PJSIP/1004-00000ab3")
                        .with(Field.DSTCHANNEL_EXT, "1004")
                        .with(Field.DSTANSWER, "1004")
                        .with(Field.LASTAPP, "Queue")
                        .with(Field.ACTION_TYPE, "QUEUE[6500]")
                        .billableSeconds(40)));
    }

    /** 7 and 8 internal; 8 after midnight in UTC, not in Chicago. */
    public static List<ReadLeg> branchB() {
        return List.of(
                read(call(7).with(Field.SRC, "1003").with(Field.CHANNEL, "PJSIP/1003-00000ab4")),
                read(call(8).with(Field.SRC, "1003")
                        .with(Field.CHANNEL, "PJSIP/1003-00000ab5")
                        .start("2026-03-02T19:00:00")));
    }
}
