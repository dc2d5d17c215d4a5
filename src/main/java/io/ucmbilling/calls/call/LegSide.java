package io.ucmbilling.calls.call;

import io.ucmbilling.call.Endpoint;
import io.ucmbilling.call.Side;
import io.ucmbilling.contract.Field;
import io.ucmbilling.normalisation.ChannelName;
import io.ucmbilling.store.row.BilledLeg;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Side of a leg together with its channel.
 *
 * @param named what {@code channel_ext} or {@code dstchannel_ext} says of it, may be empty
 */
record LegSide(BilledLeg leg, CallTrunk.End end, Side side, ChannelName channel, String named) {

    static LegSide source(BilledLeg leg) {
        return new LegSide(
                leg,
                CallTrunk.End.SOURCE,
                leg.source(),
                ChannelName.of(leg.raw().text(Field.CHANNEL)),
                leg.raw().text(Field.CHANNEL_EXT));
    }

    static LegSide destination(BilledLeg leg) {
        return new LegSide(
                leg,
                CallTrunk.End.DESTINATION,
                leg.destination(),
                ChannelName.of(leg.raw().text(Field.DSTCHANNEL)),
                leg.raw().text(Field.DSTCHANNEL_EXT));
    }

    /** Returns both sides of each leg, in the order of the legs, the source in front. */
    static List<LegSide> of(List<BilledLeg> legs) {
        return legs.stream()
                .flatMap(leg -> Stream.of(source(leg), destination(leg)))
                .toList();
    }

    /** Tells whether it is a trunk by name or by channel. */
    boolean isTrunk() {
        return isTrunk(side);
    }

    static boolean isTrunk(Side side) {
        return side.onTrunk() || side.endpoint() == Endpoint.TRUNK;
    }

    /** Returns the trunk that it is on (contract N2); null: none. */
    @Nullable
    CallTrunk trunk() {
        return side.onTrunk() ? new CallTrunk(end, side.trunk(), side.trunkName()) : null;
    }

    /** Returns the extension that it is; null: none. */
    @Nullable
    String extension() {
        return side.endpoint() == Endpoint.EXTENSION && !side.onTrunk() ? channel.extension(named) : null;
    }
}
