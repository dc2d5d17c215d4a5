package io.ucmbilling.calls.call;

import io.ucmbilling.call.Endpoint;
import io.ucmbilling.call.Side;
import io.ucmbilling.contract.Field;
import io.ucmbilling.normalisation.ChannelName;
import io.ucmbilling.store.row.BilledLeg;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Side of a leg together with its channel.
 *
 * @param trunk the trunk that it is on (contract N2); null: none
 * @param extension the extension that it is; null: none
 */
record LegSide(
        BilledLeg leg,
        CallTrunk.End end,
        Side side,
        ChannelName channel,
        @Nullable CallTrunk trunk,
        @Nullable String extension) {

    private static LegSide of(BilledLeg leg, CallTrunk.End end, Side side, Field channel, Field named) {
        ChannelName name = ChannelName.of(leg.raw().text(channel));
        boolean isExtension = side.endpoint() == Endpoint.EXTENSION && !side.onTrunk();
        return new LegSide(
                leg,
                end,
                side,
                name,
                side.onTrunk() ? new CallTrunk(end, side.trunk(), side.trunkName()) : null,
                isExtension ? name.extension(leg.raw().text(named)) : null);
    }

    /** Returns both sides of each leg, in the order of the legs, the source in front. */
    static List<LegSide> of(List<BilledLeg> legs) {
        List<LegSide> sides = new ArrayList<>(2 * legs.size());
        for (BilledLeg leg : legs) {
            sides.add(of(leg, CallTrunk.End.SOURCE, leg.source(), Field.CHANNEL, Field.CHANNEL_EXT));
            sides.add(of(leg, CallTrunk.End.DESTINATION, leg.destination(), Field.DSTCHANNEL, Field.DSTCHANNEL_EXT));
        }
        return sides;
    }

    /** Tells whether it is a trunk by name or by channel. */
    boolean isTrunk() {
        return isTrunk(side);
    }

    static boolean isTrunk(Side side) {
        return side.onTrunk() || side.endpoint() == Endpoint.TRUNK;
    }
}
