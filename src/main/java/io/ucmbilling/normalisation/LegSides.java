package io.ucmbilling.normalisation;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Side;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;

/**
 * Two sides of a leg and the direction that they give it (contract N2, N3).
 *
 * @param direction which way it went
 */
record LegSides(Side source, Side destination, Direction direction) {

    /** @param generation that wrote the record */
    static LegSides of(CdrRecord record, PbxProfile pbx, int generation) {
        String context = record.text(Field.DCONTEXT);
        Channel.Place from = new Channel.Place(pbx.ports(), context.startsWith("ext-did-"));
        Channel.Place to = new Channel.Place(pbx.ports(), false);
        Channel channel = Channel.of(record.text(Field.CHANNEL), record.text(Field.CHANNEL_EXT), from);
        Channel dstchannel = Channel.of(record.text(Field.DSTCHANNEL), record.text(Field.DSTCHANNEL_EXT), to);
        // From the third generation on the trunk names alone say what counts as a trunk.
        boolean labelled = generation >= Field.SRC_TRUNK_NAME.generation();
        Side source = side(channel, record.text(Field.SRC_TRUNK_NAME), labelled, pbx);
        Side destination = side(dstchannel, record.text(Field.DST_TRUNK_NAME), labelled, pbx);
        return new LegSides(source, destination, direction(source, destination, context));
    }

    private static Side side(Channel channel, String given, boolean labelled, PbxProfile pbx) {
        boolean onTrunk = labelled ? !given.isEmpty() : channel.isTrunk();
        String token = channel.isTrunk() || onTrunk ? channel.token() : null;
        String configured = token == null || !onTrunk ? null : pbx.trunks().get(token);
        return new Side(channel.endpoint(), token, given.isEmpty() ? configured : given, onTrunk);
    }

    private static Direction direction(Side source, Side destination, String context) {
        if (source.onTrunk()) {
            return destination.onTrunk() ? Direction.EXTERNAL : Direction.INBOUND;
        }
        boolean attempt = context.startsWith("outbound-route-") || context.equals("after-outbound-context");
        return destination.onTrunk() || attempt ? Direction.OUTBOUND : Direction.INTERNAL;
    }

    /** Returns the side whose trunk is that of the leg, if it is on one. */
    Side deciding() {
        return direction == Direction.INBOUND ? source : destination;
    }
}
