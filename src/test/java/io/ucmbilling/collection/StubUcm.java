package io.ucmbilling.collection;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.format.PageWriters;
import io.ucmbilling.contract.page.PageWriter;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.testing.ucm.RequiredAuthentication;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

/**
 * A UCM for measuring, in a process of its own: evenly spread legs of generation 3, five in two calls.
 * Prints its address when it is ready and ends when its standard input does.
 */
final class StubUcm {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final byte[] BEGIN = "{\n  \"cdr_root\":\n  [\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] COMMA = ",\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW_LINE = "\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "  ]\n}\n".getBytes(StandardCharsets.UTF_8);

    private final long first;
    private final long spacingMillis;
    private final int legs;
    private final byte[][] lines;

    /** How many legs two calls have: 2 makes each leg a call. */
    private final int legsOfTwoCalls = Integer.getInteger("stub.legsOfTwoCalls", 5);

    /** {@code legs} legs from {@code first} on, one each {@code spacingMillis}. */
    StubUcm(long first, long spacingMillis, int legs) {
        this.first = first;
        this.spacingMillis = spacingMillis;
        this.legs = legs;
        this.lines = lines();
    }

    StubUcm() {
        this(Long.getLong("stub.first"), Long.getLong("stub.spacing"), Integer.getInteger("stub.legs"));
    }

    /** Not static, so that the demo's main class stays the only one that Spring Boot's plugin finds. */
    void main() throws IOException {
        try (SimulatedUcm ucm = SimulatedUcm.answering(this::answer)
                .authentication(RequiredAuthentication.DIGEST)
                .clock(Clock.systemUTC())
                .start()) {
            System.out.println(ucm.url());
            while (System.in.read() >= 0) {
                // Until the parent ends.
            }
        }
    }

    /** Each leg's line as the guide's layout has it, made before anything is measured. */
    private byte[][] lines() {
        byte[][] lines = new byte[legs][];
        for (int i = 0; i < legs; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
            try (PageWriter writer = PageWriters.open(Format.JSON, Shape.KEYS_33, out)) {
                writer.item(List.of(leg(i)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            lines[i] = Arrays.copyOfRange(out.toByteArray(), BEGIN.length, out.size() - END.length - NEW_LINE.length);
        }
        return lines;
    }

    private byte[] answer(CdrQuery query) {
        long from = query.startTime() == null ? Long.MIN_VALUE : epoch(query.startTime());
        long to = query.endTime() == null ? Long.MAX_VALUE : epoch(query.endTime());
        long begin = Math.max(0, index(from)) + query.offset();
        long end = Math.min(Math.min(to == Long.MAX_VALUE ? legs : index(to + 1), legs), begin + query.numRecords());
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
        out.writeBytes(BEGIN);
        for (long i = begin; i < end; i++) {
            out.writeBytes(lines[(int) i]);
            out.writeBytes(i < end - 1 ? COMMA : NEW_LINE);
        }
        out.writeBytes(END);
        return out.toByteArray();
    }

    private static long epoch(io.ucmbilling.contract.query.TimeBound bound) {
        return bound.earliest(ZoneOffset.UTC, Clock.systemUTC()).getEpochSecond();
    }

    /** Returns the first leg that starts at that second or later. */
    private long index(long second) {
        return second <= first ? 0 : Math.ceilDiv((second - first) * 1000, spacingMillis);
    }

    private CdrRecord leg(long i) {
        long start = first + i * spacingMillis / 1000;
        String stamp = STAMP.format(Instant.ofEpochSecond(start).atOffset(ZoneOffset.UTC));
        String answer = STAMP.format(Instant.ofEpochSecond(start + 6).atOffset(ZoneOffset.UTC));
        String end = STAMP.format(Instant.ofEpochSecond(start + 6 + i % 300).atOffset(ZoneOffset.UTC));
        long call = i * 2 / legsOfTwoCalls;
        long callStart = first + Math.ceilDiv(call * legsOfTwoCalls, 2) * spacingMillis / 1000;
        String caller = "10" + (10 + i % 90);
        String outside = "120255501" + (10 + call % 90);
        String hex = Long.toHexString(0x10000000L + 2 * i);
        boolean inbound = call % 2 == 0;
        return new CdrRecord.Builder()
                .set(Field.ACCT_ID, Long.toString(i + 1))
                .set(Field.SRC, inbound ? outside : caller)
                .set(Field.DST, inbound ? caller : outside)
                .set(Field.DCONTEXT, inbound ? "from-did-direct" : "outbound-route-3")
                .set(
                        Field.CLID,
                        inbound ? "\"Mavis Tolland\" <" + outside + ">" : "\"Depot " + caller + "\" <" + caller + ">")
                .set(Field.CHANNEL, inbound ? "PJSIP/trunk_2-" + hex : "PJSIP/" + caller + "-" + hex)
                .set(Field.DSTCHANNEL, inbound ? "PJSIP/" + caller + "-" + hex : "PJSIP/trunk_2-" + hex)
                .set(Field.LASTAPP, "Dial")
                .set(
                        Field.LASTDATA,
                        inbound
                                ? "PJSIP/" + caller + "/sip:" + caller + "@192.0.2.52:5060,60,zb(callee-handler^s^1)"
                                : "PJSIP/" + outside + "@trunk_2,,b(callee-handler^s^1)")
                .set(Field.START, stamp)
                .set(Field.ANSWER, answer)
                .set(Field.END, end)
                .set(Field.DURATION, Long.toString(6 + i % 300))
                .set(Field.BILLSEC, Long.toString(i % 300))
                .set(Field.DISPOSITION, "ANSWERED")
                .set(Field.AMAFLAGS, "DOCUMENTATION")
                .set(Field.UNIQUEID, start + "." + i)
                .set(Field.USERFIELD, inbound ? "Inbound" : "Outbound")
                .set(Field.CHANNEL_EXT, inbound ? "trunk_2" : caller)
                .set(Field.DSTCHANNEL_EXT, inbound ? caller : "trunk_2")
                .set(Field.SERVICE, "s")
                .set(Field.CALLER_NAME, inbound ? "Mavis Tolland" : "Depot " + caller)
                .set(Field.RECORDFILES, "")
                .set(Field.DSTANSWER, inbound ? caller : outside)
                .set(Field.SESSION, callStart + "" + (100_000 + call % 900_000) + "-" + (inbound ? outside : "1010"))
                .set(Field.ACTION_OWNER, inbound ? outside : caller)
                .set(Field.ACTION_TYPE, "DIAL")
                .set(Field.SRC_TRUNK_NAME, inbound ? "carrier-east" : "")
                .set(Field.DST_TRUNK_NAME, inbound ? "" : "carrier-east")
                .build();
    }
}
