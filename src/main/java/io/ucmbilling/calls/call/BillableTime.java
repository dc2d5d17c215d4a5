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

    private BillableTime(Direction direction, List<BilledLeg> legs) {
        this.direction = direction;
        for (LegSide side : LegSide.of(legs)) {
            if (!side.channel().isEmpty() || counts(side)) {
                channels.computeIfAbsent(ChannelKey.of(side), key -> new ArrayList<>())
                        .add(side);
            }
        }
    }

    /** Returns the seconds of those legs, as legs of a call of that direction. */
    static int of(Direction direction, List<BilledLeg> legs) {
        BillableTime time = new BillableTime(direction, legs);
        return total(time.channels.values().stream()
                .filter(time::counts)
                .map(time::answered)
                .toList());
    }

    /** Returns the seconds of each trunk, by its label: those of its channels on either side. */
    static Map<String, Integer> byTrunk(List<BilledLeg> legs, Collection<CallTrunk> trunks) {
        BillableTime time = new BillableTime(Direction.INBOUND, legs);
        Map<String, List<List<BilledLeg>>> byLabel = new LinkedHashMap<>();
        trunks.forEach(trunk -> byLabel.putIfAbsent(trunk.label(), new ArrayList<>()));
        for (List<LegSide> channel : time.channels.values()) {
            List<List<BilledLeg>> ofTrunk = byLabel.get(label(channel, trunks));
            if (ofTrunk != null && time.counts(channel)) {
                ofTrunk.add(time.answered(channel));
            }
        }
        Map<String, Integer> seconds = new LinkedHashMap<>();
        byLabel.forEach((label, answered) -> seconds.put(label, total(answered)));
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
        return ofSide && channel.stream().anyMatch(this::counts);
    }

    /** Returns the answered legs on a channel, each once. */
    private List<BilledLeg> answered(List<LegSide> channel) {
        return channel.stream()
                .filter(side -> direction != Direction.INTERNAL || side.end() == CallTrunk.End.SOURCE)
                .map(LegSide::leg)
                .filter(leg -> leg.status() == Status.ANSWERED)
                .distinct()
                .toList();
    }

    private static int total(Collection<List<BilledLeg>> channels) {
        return Math.clamp(channels.stream().mapToLong(BillableTime::seconds).sum(), 0, Integer.MAX_VALUE);
    }

    private static long seconds(List<BilledLeg> answered) {
        long seconds = 0;
        long covered = Long.MIN_VALUE;
        for (BilledLeg leg : answered.stream()
                .sorted(Comparator.comparingLong(BillableTime::from))
                .toList()) {
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
