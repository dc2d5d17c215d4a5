package io.ucmbilling.calls.call;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.normalisation.UnreadableLegException;
import io.ucmbilling.store.row.BilledLeg;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A call in the making: each leg says only what matters. The rest is a leg from 1001 to 1002 that starts with the session, is
 * answered after 5 seconds and has a billsec of 10, on a PBX in Chicago with a region of US.
 */
public final class CallDraft {
    static final String SESSION = "1772463600100-1001";
    private static final PbxSetting SETTING = new PbxSetting(ZoneId.of("America/Chicago"), "US");

    private final List<CdrRecord> records = new ArrayList<>();

    /** Adds a leg, by fields and their values in turn. */
    public CallDraft leg(Object... fieldsAndValues) {
        CdrRecord.Builder record = new CdrRecord.Builder()
                .set(Field.ACCT_ID, Integer.toString(records.size() + 1))
                .set(Field.SRC, "1001")
                .set(Field.DST, "1002")
                .set(Field.CLID, "\"Ana Vidal\" <1001>")
                .set(Field.CHANNEL, "PJSIP/1001-0000000a")
                .set(Field.DSTCHANNEL, "PJSIP/1002-0000000b")
                .set(Field.LASTAPP, "Dial")
                .set(Field.START, "2026-03-02 09:00:00")
                .set(Field.ANSWER, "2026-03-02 09:00:05")
                .set(Field.END, "2026-03-02 09:00:15")
                .set(Field.DURATION, "15")
                .set(Field.BILLSEC, "10")
                .set(Field.DISPOSITION, "ANSWERED")
                .set(Field.UNIQUEID, "1772463600.1")
                .set(Field.SESSION, SESSION)
                .set(Field.ACTION_TYPE, "DIAL")
                .set(Field.SRC_TRUNK_NAME, "")
                .set(Field.DST_TRUNK_NAME, "");
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            record.set((Field) fieldsAndValues[i], (String) fieldsAndValues[i + 1]);
        }
        records.add(record.build());
        return this;
    }

    /** Adds a placeholder with the DID that was dialled. */
    public CallDraft placeholder(Object... fieldsAndValues) {
        leg(with(fieldsAndValues, Field.LASTAPP, "ForkCDR", Field.DISPOSITION, "NO ANSWER", Field.BILLSEC, "0"));
        return this;
    }

    /** Adds a leg that nobody answered. */
    public CallDraft unanswered(Object... fieldsAndValues) {
        leg(with(fieldsAndValues, Field.DISPOSITION, "NO ANSWER", Field.BILLSEC, "0"));
        return this;
    }

    /** Adds a leg in from trunk_1, which is called Carrier. */
    public CallDraft inbound(Object... fieldsAndValues) {
        leg(with(
                fieldsAndValues,
                Field.SRC,
                "12025550101",
                Field.CLID,
                "",
                Field.CHANNEL,
                "PJSIP/trunk_1-0000000c",
                Field.SRC_TRUNK_NAME,
                "Carrier"));
        return this;
    }

    /** Adds a leg out to trunk_2, which is called Mobile. */
    public CallDraft outbound(Object... fieldsAndValues) {
        leg(with(
                fieldsAndValues,
                Field.DST,
                "12025550102",
                Field.DSTCHANNEL,
                "PJSIP/trunk_2-0000000d",
                Field.DST_TRUNK_NAME,
                "Mobile"));
        return this;
    }

    private static Object[] with(Object[] given, Object... defaults) {
        List<Object> all = new ArrayList<>(List.of(defaults));
        all.addAll(List.of(given));
        return all.toArray();
    }

    public List<BilledLeg> legs() {
        try {
            return BilledLegs.read(new PbxProfile(ZoneId.of("America/Chicago"), "UCM6104", Map.of()), records);
        } catch (UnreadableLegException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what a leg shows by itself. */
    public static LegReading reading(BilledLeg leg) {
        return LegReading.of(leg, commit -> SETTING);
    }

    public Call call() {
        return call(legs());
    }

    static Call call(List<BilledLeg> legs) {
        return CallAssembly.of(legs, commit -> SETTING, List.of());
    }

    static Call call(List<BilledLeg> legs, List<String> numbered) {
        return CallAssembly.of(legs, commit -> SETTING, numbered);
    }
}
