package io.ucmbilling.testing.pbx;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A leg while it is made: what happened, and how its generation writes that down (samples/README.md, <i>Time</i>). */
final class UnwrittenLeg {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int LONGEST_LASTDATA = 255;

    private final Call call;
    private final Map<Field, String> values = new EnumMap<>(Field.class);
    private final Directory.Person caller;
    private ChannelName from;
    private @Nullable ChannelName to;
    private Instant start;
    private @Nullable Instant answer;
    private @Nullable Instant end;
    private Instant over;

    UnwrittenLeg(Call call) {
        this.call = call;
        this.caller = call.caller;
        this.from = call.channel;
        this.start = call.created;
        this.over = start;
        presents(caller);
        set(Field.ACTION_OWNER, caller.number());
        set(Field.ACTION_TYPE, "DIAL");
        set(Field.UNIQUEID, call.uniqueid);
    }

    UnwrittenLeg set(Field field, String value) {
        values.put(field, value);
        return this;
    }

    /** Who calls, as the leg has it. */
    UnwrittenLeg presents(Directory.Person party) {
        return set(Field.SRC, party.number())
                .set(Field.CLID, "\"" + party.name() + "\" <" + party.number() + ">")
                .set(Field.CALLER_NAME, party.name());
    }

    /** The dialled number and the context it was found in. */
    UnwrittenLeg dials(String dst, String context) {
        return set(Field.DST, dst).set(Field.DCONTEXT, context);
    }

    UnwrittenLeg from(ChannelName from) {
        this.from = from;
        return this;
    }

    UnwrittenLeg to(ChannelName to) {
        this.to = to;
        return this;
    }

    UnwrittenLeg runs(String application, String data) {
        String cut = data.length() > LONGEST_LASTDATA ? data.substring(0, LONGEST_LASTDATA) : data;
        return set(Field.LASTAPP, application).set(Field.LASTDATA, cut);
    }

    UnwrittenLeg action(String action) {
        return set(Field.ACTION_TYPE, action);
    }

    UnwrittenLeg answered(Instant start, Instant answer, Instant end) {
        this.answer = answer;
        return lasted(start, end).set(Field.DISPOSITION, "ANSWERED");
    }

    /** In generations 1 and 2 answer is empty, later it equals end. */
    UnwrittenLeg notAnswered(Instant start, Instant end) {
        this.answer = call.board.generation <= 2 ? null : end;
        return lasted(start, end).set(Field.DISPOSITION, "NO ANSWER");
    }

    /** Since generation 3 without answer and end, and with a duration to the call's end. */
    UnwrittenLeg busy(Instant start, Instant end, Instant callEnd) {
        boolean old = call.board.generation <= 2;
        lasted(start, old ? end : callEnd);
        this.end = old ? end : null;
        return set(Field.DISPOSITION, "BUSY");
    }

    /** Since generation 3 without answer and end. */
    UnwrittenLeg failed(Instant start, Instant end) {
        lasted(start, end);
        this.end = call.board.generation <= 2 ? end : null;
        return set(Field.DISPOSITION, "FAILED");
    }

    private UnwrittenLeg lasted(Instant start, Instant end) {
        this.start = start;
        this.end = end;
        this.over = end;
        return this;
    }

    /** Recorded from its answer on; the epoch in the name is the recording's start (contract U12). */
    UnwrittenLeg recorded() {
        if (answer == null || end == null || call.board.generation == 1 || call.board.recordedOfSix == 0) {
            return this;
        }
        Instant began = answer.plus(call.skew);
        String folder = call.board.generation == 2
                ? ""
                : String.format(Locale.ROOT, "%tY-%<tm/", began.atZone(call.board.zone));
        String mark = call.board.generation >= 4 && from.isTrunk() ? "#" + dst() : "";
        String name = "auto-" + began.getEpochSecond() + mark + "-" + caller.number() + "-" + dst() + ".wav@";
        long seconds = Duration.between(answer, end).toSeconds();
        set(
                Field.RECORDFILES_DESC,
                "duration=" + seconds + ",size=" + (seconds * 16000 + 44) + "B,start-time=" + began.getEpochSecond()
                        + "@");
        return set(Field.RECORDFILES, folder + name);
    }

    /** The leg, to be written and so shown at that moment. */
    PendingLeg shownAt(Instant hangUp) {
        set(Field.CHANNEL, from.name()).set(Field.CHANNEL_EXT, from.ext());
        set(Field.SRC_TRUNK_NAME, from.trunkName());
        set(Field.DST_TRUNK_NAME, to == null ? "" : to.trunkName());
        set(Field.DSTCHANNEL, to == null ? "" : to.name());
        set(Field.DSTCHANNEL_EXT, to != null ? to.ext() : call.board.generation <= 2 ? "" : dst());
        set(
                Field.SERVICE,
                from.service().equals("p") || (to != null && to.service().equals("p")) ? "p" : "s");
        values.putIfAbsent(Field.USERFIELD, call.board.generation <= 2 ? "EXT" : userfield());
        set(Field.SESSION, call.session).set(Field.AMAFLAGS, "DOCUMENTATION");
        boolean answered = "ANSWERED".equals(values.get(Field.DISPOSITION));
        set(Field.DSTANSWER, answered ? dst() : "");
        set(Field.START, stamp(start)).set(Field.ANSWER, stamp(answer)).set(Field.END, stamp(end));
        set(Field.DURATION, Long.toString(Duration.between(start, over).toSeconds()));
        set(
                Field.BILLSEC,
                answered && answer != null
                        ? Long.toString(Duration.between(answer, over).toSeconds())
                        : "0");
        return new PendingLeg(hangUp, start.plus(call.skew), record());
    }

    private CdrRecord.Builder record() {
        if (call.board.generation >= 4) {
            for (Field flag :
                    new Field[] {Field.NAT_CALL, Field.NAT_CALL_PEER, Field.VIDEO_CALL, Field.GDS_CALL, Field.GSC_CALL
                    }) {
                set(flag, "no");
            }
            set(Field.WAVE_SRC_SEQID, from.isTrunk() ? "0" : from.ext() + "1");
            set(Field.DEVICE_INFO, from.isTrunk() ? "" : "GRP2614");
            set(Field.DEVICE_INFO_PEER, to == null || to.isTrunk() ? "" : "GXP2135");
        }
        return GenerationFields.of(call.board.generation, values);
    }

    private String dst() {
        return values.getOrDefault(Field.DST, "");
    }

    private String userfield() {
        boolean out = to != null && to.isTrunk();
        if (from.isTrunk()) {
            return out ? "External" : "Inbound";
        }
        return out ? "Outbound" : "Internal";
    }

    /** The PBX's wall clock, cut to seconds. */
    private String stamp(@Nullable Instant instant) {
        if (instant == null) {
            return "";
        }
        ZonedDateTime local = instant.plus(call.skew).atZone(call.board.zone);
        return STAMP.format(local);
    }
}
