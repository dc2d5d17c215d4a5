package io.ucmbilling.calls.call;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Status;
import io.ucmbilling.store.row.BilledLeg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Time for which the carrier's channels were answered (contract N5).
 *
 * <ol>
 *   <li>A channel is its name. It belongs to the side on which it first stands. Sides without a name are one channel of that
 *       side.
 *   <li>The channels that count are those that are a trunk by name or by channel on some leg; of an EXTERNAL call only the
 *       destination's; of an INTERNAL one the callers' channels of its answered legs.
 *   <li>Each answered leg on a channel makes an interval of its billsec, up to its end. Time that overlaps counts once. A leg
 *       without an end adds its billsec.
 * </ol>
 */
final class BillableTime {
    /** Key of a channel: its name, else the side. */
    private record ChannelKey(String name, CallTrunk.@Nullable End end) {
        static ChannelKey of(LegSide side) {
            return side.channel().isEmpty()
                    ? new ChannelKey("", side.end())
                    : new ChannelKey(side.channel().bare(), null);
        }
    }

    private final Direction direction;
    private final Map<ChannelKey, List<LegSide>> channels = new LinkedHashMap<>();

    private BillableTime(Direction direction, List<LegSide> sides) {
        this.direction = direction;
        for (LegSide side : sides) {
            if (!side.channel().isEmpty() || counts(side)) {
                channels.computeIfAbsent(ChannelKey.of(side), key -> new ArrayList<>())
                        .add(side);
            }
        }
    }

    /** Returns the seconds of the legs with those sides, as legs of a call of that direction. */
    static int of(Direction direction, List<LegSide> sides) {
        BillableTime time = new BillableTime(direction, sides);
        long seconds = 0;
        for (List<LegSide> channel : time.channels.values()) {
            if (time.counts(channel)) {
                seconds += seconds(time.answered(channel));
            }
        }
        return Math.clamp(seconds, 0, Integer.MAX_VALUE);
    }

    /** Returns the seconds of each trunk, by its label: those of its channels on either side. */
    static Map<String, Integer> byTrunk(List<LegSide> sides, Collection<CallTrunk> trunks) {
        Map<String, Integer> seconds = new LinkedHashMap<>();
        if (trunks.isEmpty()) {
            return seconds;
        }
        trunks.forEach(trunk -> seconds.putIfAbsent(trunk.label(), 0));
        BillableTime time = new BillableTime(Direction.INBOUND, sides);
        for (List<LegSide> channel : time.channels.values()) {
            String label = label(channel, trunks);
            if (seconds.containsKey(label) && time.counts(channel)) {
                long answered = seconds(time.answered(channel));
                seconds.computeIfPresent(label, (_, sum) -> Math.clamp(sum + answered, 0, Integer.MAX_VALUE));
            }
        }
        return seconds;
    }

    /** Returns the label of the trunk that a channel is on. One known by its channel only belongs to the trunk of its token. */
    private static String label(List<LegSide> channel, Collection<CallTrunk> trunks) {
        for (LegSide side : channel) {
            CallTrunk trunk = side.trunk();
            if (trunk != null) {
                return trunk.label();
            }
        }
        return channel.stream()
                .flatMap(side -> trunks.stream()
                        .filter(trunk -> trunk.token() != null
                                && trunk.token().equals(side.side().trunk())))
                .findFirst()
                .map(CallTrunk::label)
                .orElse("");
    }

    private boolean counts(LegSide side) {
        return direction == Direction.INTERNAL
                ? side.end() == CallTrunk.End.SOURCE && side.leg().status() == Status.ANSWERED
                : side.isTrunk();
    }

    private boolean counts(List<LegSide> channel) {
        boolean ofSide = direction != Direction.EXTERNAL || channel.getFirst().end() == CallTrunk.End.DESTINATION;
        boolean counts = false;
        for (LegSide side : channel) {
            counts |= counts(side);
        }
        return ofSide && counts;
    }

    /** Returns the answered legs on a channel, each once. */
    private List<BilledLeg> answered(List<LegSide> channel) {
        List<BilledLeg> answered = new ArrayList<>(channel.size());
        for (LegSide side : channel) {
            boolean ofCaller = direction != Direction.INTERNAL || side.end() == CallTrunk.End.SOURCE;
            // Both sides of a leg may be one channel; they follow each other.
            boolean again = !answered.isEmpty()
                    && answered.getLast().number() == side.leg().number();
            if (ofCaller && !again && side.leg().status() == Status.ANSWERED) {
                answered.add(side.leg());
            }
        }
        return answered;
    }

    private static long seconds(List<BilledLeg> answered) {
        long seconds = 0;
        long covered = Long.MIN_VALUE;
        answered.sort(Comparator.comparingLong(BillableTime::from));
        for (BilledLeg leg : answered) {
            Instant end = leg.endedAt();
            if (end == null) {
                seconds += leg.billableSeconds();
            } else {
                seconds += Math.max(0, end.getEpochSecond() - Math.max(covered, from(leg)));
                covered = Math.max(covered, end.getEpochSecond());
            }
        }
        return seconds;
    }

    /** Returns the second at which its billable time begins. */
    private static long from(BilledLeg leg) {
        return leg.endedAt() == null ? Long.MIN_VALUE : leg.endedAt().getEpochSecond() - leg.billableSeconds();
    }
}
