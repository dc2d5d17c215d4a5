package io.ucmbilling.report.call;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.leg.KeptLeg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Common time line of the legs of a call.
 *
 * @param begin where it begins
 * @param millis how long it is, 1 or more
 */
record TimeLine(Instant begin, long millis) {
    private static final int WIDTH = 1000;

    static TimeLine of(Call call, List<KeptLeg> legs) {
        Instant begin = call.times().startedAt();
        Instant end = Stream.concat(
                        Stream.ofNullable(call.times().endedAt()),
                        legs.stream().map(leg -> leg.leg().endedAt()).filter(Objects::nonNull))
                .max(Instant::compareTo)
                .orElse(begin);
        return new TimeLine(begin, Math.max(1, Duration.between(begin, end).toMillis()));
    }

    /** Returns where an instant stands, from 0 to 1000. */
    int at(Instant instant) {
        long millisIn = Duration.between(begin, instant).toMillis();
        return Math.toIntExact(Math.clamp(Math.round((double) millisIn * WIDTH / millis), 0, WIDTH));
    }
}
