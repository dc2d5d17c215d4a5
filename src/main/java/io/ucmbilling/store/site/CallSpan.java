package io.ucmbilling.store.site;

import io.ucmbilling.contract.RecordTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Span of time within which the legs of one call start, by its session. A session begins with the epoch at which its
 * call began (contract U9); legs that start within two days of it, whatever the zone is taken for, have wall clocks at
 * most a week apart. So a call's legs are found in one or two partitions. A leg whose session does not begin so, or
 * whose UCM's clock jumped during the call, is <i>far</i> from its session and makes its site <i>scattered</i>: from
 * then on its calls are looked up among its far legs, too.
 */
public final class CallSpan {
    /** Days between the wall clocks of any two legs of a call of a site that is not scattered. */
    public static final int DAYS = 7;

    private static final long MOST_SECONDS = 2 * 86_400L;

    private CallSpan() {}

    /** Returns whether the leg starts near the epoch with which its session begins. */
    public static boolean holds(String session, Instant startedAt) {
        Long epoch = RecordTimes.leadingEpoch(session);
        return epoch != null && Math.abs(startedAt.getEpochSecond() - epoch) <= MOST_SECONDS;
    }

    /** Returns where legs near that session start; empty: it begins with no epoch, all its legs are far. */
    public static Optional<WallClockSpan> beginning(String session) {
        return Optional.ofNullable(RecordTimes.leadingEpoch(session))
                .map(epoch -> WallClockSpan.of(LocalDateTime.ofEpochSecond(epoch, 0, ZoneOffset.UTC))
                        .widened(DAYS));
    }
}
