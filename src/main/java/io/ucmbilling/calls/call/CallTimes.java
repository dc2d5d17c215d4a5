package io.ucmbilling.calls.call;

import io.ucmbilling.store.row.BilledLeg;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Times of a call (rule C3).
 *
 * @param startedAt the earliest start of its legs
 * @param offset the PBX's distance from UTC at the start
 * @param answeredAt null: no person answered
 * @param endedAt the latest end of its legs; null: none has one
 * @param durationSeconds from start to end, 0 or more; null with endedAt
 * @param waitSeconds until a person answered, else the duration; 0 or more; null: neither is known
 */
public record CallTimes(
        Instant startedAt,
        ZoneOffset offset,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable Integer durationSeconds,
        @Nullable Integer waitSeconds) {

    static CallTimes of(LegsOfCall legs, PbxSettings settings) {
        BilledLeg earliest = legs.veryFirst();
        Instant startedAt = earliest.startedAt();
        BilledLeg answering = legs.answering();
        Instant answeredAt = answering == null ? null : LegsOfCall.answeredAt(answering);
        Instant endedAt = null;
        for (BilledLeg leg : legs.inOrder()) {
            Instant end = leg.endedAt();
            endedAt = end != null && (endedAt == null || end.isAfter(endedAt)) ? end : endedAt;
        }
        Integer duration = endedAt == null ? null : seconds(startedAt, endedAt);
        return new CallTimes(
                startedAt,
                offset(earliest, settings),
                answeredAt,
                endedAt,
                duration,
                answeredAt == null ? duration : Integer.valueOf(seconds(startedAt, answeredAt)));
    }

    private static int seconds(Instant from, Instant to) {
        return Math.clamp(to.getEpochSecond() - from.getEpochSecond(), 0, Integer.MAX_VALUE);
    }

    /** Returns that of the zone as it was configured; if that is not known, the distance of the stamp from its reading. */
    private static ZoneOffset offset(BilledLeg leg, PbxSettings settings) {
        PbxSetting setting = settings.at(leg.commit());
        if (setting.zone() != null) {
            return Objects.requireNonNull(setting.zone()).getRules().getOffset(leg.startedAt());
        }
        long seconds =
                leg.start().toEpochSecond(ZoneOffset.UTC) - leg.startedAt().getEpochSecond();
        int most = ZoneOffset.MAX.getTotalSeconds();
        return ZoneOffset.ofTotalSeconds(Math.clamp(seconds, -most, most));
    }
}
