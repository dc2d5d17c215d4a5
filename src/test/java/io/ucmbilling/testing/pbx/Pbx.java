package io.ucmbilling.testing.pbx;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A living PBX without a network: makes calls over virtual time, seeded, and shows each leg from its hang-up on (contract
 * U5). Neither asks a wall clock nor does I/O. The same seed and the same orders at the same times give the same legs,
 * however small the steps. Safe for use by several threads.
 */
public final class Pbx {

    private final Switchboard board;
    private final CallMaker calls;
    private final String model;
    private double callsPerHour;
    /** Of its own, so that deletions change no call. */
    private final Random deletions;

    private final Random gaps;
    private final PriorityQueue<Going> going = new PriorityQueue<>();
    private final CallRecordTable ledger = new CallRecordTable();
    private Instant now;
    private Instant nextCall;
    private Duration skew = Duration.ZERO;
    private long nextAcctId;
    private long nextGoing;

    private record Going(PendingLeg leg, long order) implements Comparable<Going> {
        @Override
        public int compareTo(Going that) {
            int byHangUp = leg.hangUp().compareTo(that.leg.hangUp());
            return byHangUp != 0 ? byHangUp : Long.compare(order, that.order);
        }
    }

    Pbx(PbxBuilder builder) {
        this.model = builder.model.isEmpty() ? Switchboard.modelOf(builder.generation) : builder.model;
        this.board = new Switchboard(builder.generation, builder.zone, model, builder.recordedOfSix);
        this.calls = new CallMaker(board, new Random(builder.seed), builder.lateShare, builder.longestCall);
        this.gaps = new Random(builder.seed + 1);
        this.deletions = new Random(builder.seed + 2);
        this.callsPerHour = builder.callsPerHour;
        this.nextAcctId = builder.firstAcctId;
        this.now = builder.begin;
        this.nextCall = callAfter(now);
    }

    public static PbxBuilder seeded(long seed) {
        return new PbxBuilder(seed);
    }

    /** Lives until then: every call that hangs up by then is shown. An earlier time changes nothing. */
    public synchronized void advanceTo(Instant until) {
        while (!nextCall.isAfter(until)) {
            for (PendingLeg leg : calls.call(nextCall, skew)) {
                going.add(new Going(leg, nextGoing++));
            }
            nextCall = callAfter(nextCall);
        }
        for (Going first = going.peek(); first != null && !first.leg.hangUp().isAfter(until); first = going.peek()) {
            going.remove();
            var unused = show(first.leg);
        }
        if (until.isAfter(now)) {
            now = until;
        }
    }

    private CdrRecord show(PendingLeg leg) {
        CdrRecord record =
                leg.leg().set(Field.ACCT_ID, Long.toString(nextAcctId++)).build();
        ledger.show(record, leg.start());
        return record;
    }

    /** Makes that call, which ends now, and returns its legs in the order in which they appear. */
    public synchronized List<CdrRecord> place(OrderedCall order) {
        return new OrderedCalls(board, calls.happenings())
                .legs(order, now, skew).stream().map(this::show).toList();
    }

    /** Exponential gaps at the busy rate; outside the busy hours three of four calls are not made. */
    private Instant callAfter(Instant last) {
        if (callsPerHour <= 0) {
            return Instant.MAX;
        }
        Instant next = last;
        while (true) {
            double hours = -Math.log(1 - gaps.nextDouble()) / callsPerHour;
            next = next.plusNanos(1000 * (1 + (long) (hours * 3_600_000_000L)));
            int hour = next.atZone(board.zone).getHour();
            if ((hour >= 8 && hour < 18) || gaps.nextInt(4) == 0) {
                return next;
            }
        }
    }

    public void advance(Duration by) {
        advanceTo(now().plus(by));
    }

    /** True virtual time: where the last advance ended. */
    public synchronized Instant now() {
        return now;
    }

    /** The PBX's own clock: virtual time, moved by {@link #jumpClock}. */
    public Clock clock() {
        return new OwnClock(ZoneOffset.UTC);
    }

    private final class OwnClock extends Clock {
        private final ZoneId zone;

        private OwnClock(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new OwnClock(zone);
        }

        @Override
        public Instant instant() {
            synchronized (Pbx.this) {
                return now.plus(skew);
            }
        }
    }

    public ZoneId zone() {
        return board.zone;
    }

    public int generation() {
        return board.generation;
    }

    public String model() {
        return model;
    }

    /** What a reader of cdrapi finds there now, in the order in which it appeared. */
    public List<CdrRecord> shown() {
        return ledger.shown();
    }

    /** How many legs were ever there to read. */
    public int shownCount() {
        return ledger.everShown().size();
    }

    /** Every leg that was ever there to read, deleted ones too, in the order in which it appeared. */
    public List<CdrRecord> everShown() {
        return ledger.everShown();
    }

    /** Shows exactly these legs from now on, AcctIds as they are; their generation should be the PBX's. */
    public void add(CdrRecord... legs) {
        for (CdrRecord leg : legs) {
            ledger.show(leg, board.zone);
        }
    }

    /** The next leg gets AcctId 1, as after "Delete All" or at the month's turn (contract U4). */
    public synchronized void restartAcctIds() {
        nextAcctId = 1;
    }

    /** Deletes what matches; returns how many. */
    public int delete(Predicate<CdrRecord> which) {
        return ledger.delete(which);
    }

    /** Deletes one row somewhere in the middle, chosen by the seed; false: there is none. */
    public synchronized boolean deleteOne() {
        return ledger.deleteOne(deletions);
    }

    /** The cleaner: deletes the legs that appeared first; returns how many. */
    public int deleteOldest(int count) {
        return ledger.deleteOldest(count);
    }

    /** "Delete All": as the UCM's button, AcctIds begin again at 1. */
    public synchronized int deleteAll() {
        restartAcctIds();
        return ledger.delete(row -> true);
    }

    /** Sets its own clock on or back, for calls that begin from now on: stamps, uniqueid and session alike. */
    public synchronized void jumpClock(Duration by) {
        skew = skew.plus(by);
    }

    /** Makes more calls or fewer from now on; see {@link PbxBuilder#callsPerHour}. */
    public synchronized void callsPerHour(double callsPerHour) {
        this.callsPerHour = callsPerHour;
        nextCall = callAfter(now);
    }

    /** Gives a trunk ({@code trunk_1}, {@code trunk_2}, {@code o1}) another name for calls that begin from now on. */
    public synchronized void renameTrunk(String token, String name) {
        board.rename(token, name);
    }

    public CallRecordTable ledger() {
        return ledger;
    }
}
