package io.ucmbilling.store.site;

import java.time.LocalDateTime;

/** A stretch of a PBX's wall clock, both ends inclusive. */
public record WallClockSpan(LocalDateTime from, LocalDateTime until) {
    /** All that the database can tell. */
    public static final WallClockSpan ALL = new WallClockSpan(LocalDateTime.MIN, LocalDateTime.MAX);

    public static WallClockSpan of(LocalDateTime time) {
        return new WallClockSpan(time, time);
    }

    public boolean contains(LocalDateTime time) {
        return !time.isBefore(from) && !time.isAfter(until);
    }

    /** Returns the shortest one that holds both. */
    public WallClockSpan and(WallClockSpan other) {
        return new WallClockSpan(
                from.isBefore(other.from) ? from : other.from, until.isAfter(other.until) ? until : other.until);
    }

    /** Returns one that is longer by that many days at each end. */
    public WallClockSpan widened(int days) {
        return new WallClockSpan(from.minusDays(days), until.plusDays(days));
    }
}
