package io.ucmbilling.contract;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a call record, in the order in which every generation lists it: the 22 of the guide, then what later
 * firmware added. Source: the guide, <i>Example output</i>. Contract S5.
 */
public enum Field {
    ACCT_ID("AcctId", 1),
    ACCOUNTCODE("accountcode", 1),
    SRC("src", 1),
    DST("dst", 1),
    DCONTEXT("dcontext", 1),
    CLID("clid", 1),
    CHANNEL("channel", 1),
    DSTCHANNEL("dstchannel", 1),
    LASTAPP("lastapp", 1),
    LASTDATA("lastdata", 1),
    START("start", 1),
    ANSWER("answer", 1),
    END("end", 1),
    DURATION("duration", 1),
    BILLSEC("billsec", 1),
    DISPOSITION("disposition", 1),
    AMAFLAGS("amaflags", 1),
    UNIQUEID("uniqueid", 1),
    USERFIELD("userfield", 1),
    CHANNEL_EXT("channel_ext", 1),
    DSTCHANNEL_EXT("dstchannel_ext", 1),
    SERVICE("service", 1),
    CALLER_NAME("caller_name", 2),
    RECORDFILES("recordfiles", 2),
    DSTANSWER("dstanswer", 2),
    CHANEXT("chanext", 2),
    DSTCHANEXT("dstchanext", 2),
    SESSION("session", 3),
    ACTION_OWNER("action_owner", 3),
    ACTION_TYPE("action_type", 3),
    SRC_TRUNK_NAME("src_trunk_name", 3),
    DST_TRUNK_NAME("dst_trunk_name", 3),
    NAT_CALL("nat_call", 4),
    NAT_CALL_PEER("nat_call_peer", 4),
    VIDEO_CALL("video_call", 4),
    GDMS_UNIQUE_CODE("gdms_unique_code", 4),
    GDS_CALL("gds_call", 4),
    GSC_CALL("gsc_call", 4),
    WAVE_SRC_SEQID("wave_src_seqid", 4),
    WAVE_DST_SEQID("wave_dst_seqid", 4),
    DEVICE_INFO("device_info", 4),
    DEVICE_INFO_PEER("device_info_peer", 4),
    RECORDFILES_DESC("recordfiles_desc", 4);

    private static final Map<String, Field> BY_NAME = new HashMap<>();

    static {
        for (Field field : values()) {
            BY_NAME.put(field.wireName, field);
        }
    }

    private final String wireName;
    private final int generation;

    Field(String wireName, int generation) {
        this.wireName = wireName;
        this.generation = generation;
    }

    /** Returns the name on the wire, exact case. */
    public String wireName() {
        return wireName;
    }

    /** Returns the firmware generation that brought the field, 1 to 4 (contract U2). */
    public int generation() {
        return generation;
    }

    /** Returns the field of that exact wire name, or null for one that no known generation has. */
    public static @Nullable Field named(String wireName) {
        return BY_NAME.get(wireName);
    }
}
