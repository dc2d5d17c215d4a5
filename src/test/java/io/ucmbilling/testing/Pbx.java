package io.ucmbilling.testing;

import io.ucmbilling.contract.CdrRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;

/**
 * A living PBX without a network: makes calls over virtual time, seeded, and shows each leg from its hang-up on (contract
 * U5). Neither asks a wall clock nor does I/O. The same seed and the same orders at the same times give the same legs,
 * however small the steps. Safe for use by several threads.
 */
public final class Pbx {

    Pbx(PbxBuilder builder) {}

    public static PbxBuilder seeded(long seed) {
        return new PbxBuilder(seed);
    }

    /** Lives until then: every call that hangs up by then is shown. An earlier time changes nothing. */
    public void advanceTo(Instant until) {
        throw new UnsupportedOperationException("advanceTo");
    }

    public void advance(Duration by) {
        advanceTo(now().plus(by));
    }

    /** True virtual time: where the last advance ended. */
    public Instant now() {
        throw new UnsupportedOperationException("now");
    }

    /** The PBX's own clock: virtual time, moved by {@link #jumpClock}. */
    public Clock clock() {
        throw new UnsupportedOperationException("clock");
    }

    public ZoneId zone() {
        throw new UnsupportedOperationException("zone");
    }

    public int generation() {
        throw new UnsupportedOperationException("generation");
    }

    public String model() {
        throw new UnsupportedOperationException("model");
    }

    /** What a reader of cdrapi finds there now, in the order in which it appeared. */
    public List<CdrRecord> shown() {
        throw new UnsupportedOperationException("shown");
    }

    /** Every leg that was ever there to read, deleted ones too, in the order in which it appeared. */
    public List<CdrRecord> everShown() {
        throw new UnsupportedOperationException("everShown");
    }

    /** Shows exactly these legs from now on, AcctIds as they are; their generation should be the PBX's. */
    public void add(CdrRecord... legs) {
        throw new UnsupportedOperationException("add");
    }

    /** The next leg gets AcctId 1, as after "Delete All" or at the month's turn (contract U4). */
    public void restartAcctIds() {
        throw new UnsupportedOperationException("restartAcctIds");
    }

    /** Deletes what matches; returns how many. */
    public int delete(Predicate<CdrRecord> which) {
        throw new UnsupportedOperationException("delete");
    }

    /** Deletes one row somewhere in the middle, chosen by the seed; false: there is none. */
    public boolean deleteOne() {
        throw new UnsupportedOperationException("deleteOne");
    }

    /** The cleaner: deletes the legs that appeared first; returns how many. */
    public int deleteOldest(int count) {
        throw new UnsupportedOperationException("deleteOldest");
    }

    /** "Delete All": as the UCM's button, AcctIds begin again at 1. */
    public int deleteAll() {
        throw new UnsupportedOperationException("deleteAll");
    }

    /** Sets its own clock on or back, for calls that begin from now on: stamps, uniqueid and session alike. */
    public void jumpClock(Duration by) {
        throw new UnsupportedOperationException("jumpClock");
    }

    /** Gives a trunk ({@code trunk_1}, {@code trunk_2}, {@code o1}) another name for calls that begin from now on. */
    public void renameTrunk(String token, String name) {
        throw new UnsupportedOperationException("renameTrunk");
    }
}
