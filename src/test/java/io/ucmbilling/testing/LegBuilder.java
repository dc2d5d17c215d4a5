package io.ucmbilling.testing;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Endpoint;
import io.ucmbilling.call.Kind;
import io.ucmbilling.call.Leg;
import io.ucmbilling.call.Side;
import io.ucmbilling.call.Status;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.row.ReadLeg;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A leg for tests of the store: says only what matters, the rest is an answered call of 20 seconds from 1001 to 1002 on a PBX in
 * Chicago. What is set by {@link #with} stands in the raw record alone; {@link #build} reads it for session, key and numbers.
 */
public final class LegBuilder {
    private static final DateTimeFormatter WALL_CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final CdrRecord.Builder raw = new CdrRecord.Builder();
    private LocalDateTime start = LocalDateTime.of(2026, 3, 2, 9, 0);
    private ZoneId zone = ZoneId.of("America/Chicago");
    private @Nullable Instant startedAt;
    private int waitSeconds = 4;
    private int billableSeconds = 16;
    private boolean answered = true;
    private @Nullable String trunkName;

    private LegBuilder(int generation, long acctId) {
        for (Field field : Field.values()) {
            if (field.generation() <= generation) {
                raw.set(field, "");
            }
        }
        with(Field.ACCT_ID, Long.toString(acctId));
        with(Field.SRC, "1001").with(Field.DST, "1002").with(Field.DCONTEXT, "from-internal");
        with(Field.CLID, "\"Ana Vidal\" <1001>");
        with(Field.CHANNEL, "PJSIP/1001-00000abc").with(Field.DSTCHANNEL, "PJSIP/1002-00000abd");
        with(Field.LASTAPP, "Dial").with(Field.LASTDATA, "PJSIP/1002,60,");
        with(Field.DISPOSITION, "ANSWERED").with(Field.AMAFLAGS, "DOCUMENTATION");
        with(Field.UNIQUEID, "1772463600." + acctId);
        with(Field.USERFIELD, "Internal").with(Field.CHANNEL_EXT, "1001").with(Field.DSTCHANNEL_EXT, "1002");
        with(Field.SERVICE, "s");
        if (generation >= 2) {
            with(Field.DSTANSWER, "1002");
        }
        if (generation >= 3) {
            with(Field.SESSION, "1772463600" + acctId + "-1001").with(Field.ACTION_TYPE, "DIAL");
        }
    }

    /** A leg of generation 3: a session of its own. */
    public static LegBuilder leg(long acctId) {
        return new LegBuilder(3, acctId);
    }

    /** A leg of generation 1 to 4. */
    public static LegBuilder leg(int generation, long acctId) {
        return new LegBuilder(generation, acctId);
    }

    /** Sets a raw value. */
    public LegBuilder with(Field field, String value) {
        raw.set(field, value);
        return this;
    }

    /** Sets a raw value of no known generation. */
    public LegBuilder with(String wireName, String value) {
        raw.set(wireName, value);
        return this;
    }

    public LegBuilder session(String session) {
        return with(Field.SESSION, session);
    }

    /** The PBX's wall clock. */
    public LegBuilder start(LocalDateTime wallClock) {
        start = wallClock;
        return this;
    }

    public LegBuilder start(String wallClock) {
        return start(LocalDateTime.parse(wallClock));
    }

    public LegBuilder zone(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    /** The reading of the start, where the zone alone does not tell it. */
    public LegBuilder startedAt(Instant instant) {
        startedAt = instant;
        return this;
    }

    public LegBuilder billableSeconds(int seconds) {
        billableSeconds = seconds;
        return this;
    }

    /** How long it rang before it was answered. */
    public LegBuilder waitSeconds(int seconds) {
        waitSeconds = seconds;
        return this;
    }

    /** It rang for all of its seconds, and nobody answered. */
    public LegBuilder unanswered() {
        answered = false;
        return with(Field.DISPOSITION, "NO ANSWER");
    }

    /** A call in over trunk_1, with that name. */
    public LegBuilder trunkName(@Nullable String name) {
        trunkName = name;
        return this;
    }

    public ReadLeg build() {
        with(Field.START, WALL_CLOCK.format(start));
        with(Field.ANSWER, answered ? WALL_CLOCK.format(start.plusSeconds(waitSeconds)) : "");
        with(Field.END, WALL_CLOCK.format(start.plusSeconds((long) waitSeconds + billableSeconds)));
        with(Field.DURATION, Integer.toString(waitSeconds + billableSeconds));
        with(Field.BILLSEC, Integer.toString(answered ? billableSeconds : 0));
        return buildAsGiven();
    }

    /** Without filling start, answer, end, duration and billsec: they stand as they were set. */
    public ReadLeg buildAsGiven() {
        CdrRecord record = raw.build();
        Instant at = startedAt == null ? start.atZone(zone).toInstant() : startedAt;
        String session =
                record.text(Field.SESSION).isEmpty() ? record.text(Field.UNIQUEID) : record.text(Field.SESSION);
        Side source = trunkName == null
                ? new Side(Endpoint.EXTENSION, null, null, false)
                : new Side(Endpoint.TRUNK, "trunk_1", trunkName, true);
        return new ReadLeg(
                record,
                new Leg(
                        session,
                        Long.parseLong(record.text(Field.ACCT_ID)),
                        start,
                        record.text(Field.UNIQUEID),
                        start.toEpochSecond(ZoneOffset.UTC),
                        at,
                        answered ? at.plusSeconds(waitSeconds) : null,
                        at.plusSeconds((long) waitSeconds + billableSeconds),
                        waitSeconds + billableSeconds,
                        answered ? billableSeconds : 0,
                        answered ? Status.ANSWERED : Status.NO_ANSWER,
                        trunkName == null ? Direction.INTERNAL : Direction.INBOUND,
                        Kind.DIAL,
                        source,
                        new Side(Endpoint.EXTENSION, null, null, false),
                        source.trunk(),
                        source.trunkName(),
                        record.text(Field.SRC),
                        "1001",
                        "Ana Vidal",
                        record.text(Field.DST),
                        record.text(Field.DSTANSWER),
                        List.of()));
    }
}
