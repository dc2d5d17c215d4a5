package io.ucmbilling.recording;

import io.ucmbilling.call.Leg;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whether a listed file is a leg's recording, by its name alone: {@code auto-<epoch>-<caller>-<callee>.wav}, or
 * {@code meetme-conf-rec-<room>-<uniqueid>-<n>.wav} (guide, <i>REC API</i>, cases 3 and 4). Pure.
 */
final class ListedNames {
    /** Stamps are cut to whole seconds, and the epoch may be the second before the start. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private ListedNames() {}

    /** The epoch must be inside the leg's time, and the parties or the room those of the leg. */
    static boolean isOf(Leg leg, RecordingName name) {
        return Candidates.epoch(name).filter(start -> isInside(leg, start)).isPresent()
                && (isCall(leg, name.baseName()) || isConference(leg, name.baseName()));
    }

    private static boolean isInside(Leg leg, Instant start) {
        Instant end = Objects.requireNonNullElse(leg.endedAt(), leg.startedAt().plusSeconds(leg.durationSeconds()));
        return !start.isBefore(leg.startedAt().minus(MARGIN)) && !start.isAfter(end.plus(MARGIN));
    }

    private static boolean isCall(Leg leg, String name) {
        return name.startsWith("auto-")
                && Stream.of(leg.callerNumber(), leg.presentedNumber())
                        .filter(Objects::nonNull)
                        .anyMatch(caller -> Stream.of(leg.callee(), leg.answeredBy())
                                .filter(Objects::nonNull)
                                .anyMatch(callee -> name.endsWith("-" + caller + "-" + callee + ".wav")));
    }

    private static boolean isConference(Leg leg, String name) {
        return !leg.callee().isEmpty() && name.startsWith("meetme-conf-rec-" + leg.callee() + "-");
    }
}
