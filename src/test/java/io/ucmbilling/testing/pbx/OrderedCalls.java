package io.ucmbilling.testing.pbx;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes the legs of an {@link OrderedCall} as the PBX's generation writes them. */
record OrderedCalls(Switchboard board, Happenings happen) {

    /** @param end when its last leg hangs up */
    List<PendingLeg> legs(OrderedCall order, Instant end, Duration skew) {
        boolean transferred = order.isAnswered() && order.transferTo() != null;
        Duration talking = order.isAnswered() ? order.talking() : Duration.ZERO;
        Instant handedOver = transferred ? end.minus(talking) : end;
        Instant answer = handedOver.minus(talking);
        Instant start = answer.minus(order.ringing());
        ChannelName from =
                order.direction().isFromOutside() ? board.trunk(order.trunk()) : board.extension(order.caller());
        Call call = new Call(board, new Directory.Person(order.caller(), ""), from, start, skew);
        ChannelName to = order.direction().isToOutside()
                ? board.trunk(order.direction().isFromOutside() ? 3 - order.trunk() : order.trunk())
                : board.extension(order.callee());
        UnwrittenLeg leg =
                call.leg().dials(order.callee(), context(order)).to(to).runs("Dial", dial(order, to));
        PendingLeg first = ended(order, leg, start, answer, handedOver);
        return transferred ? List.of(first, second(order, call, to, handedOver, end)) : List.of(first);
    }

    private String context(OrderedCall order) {
        return switch (order.direction()) {
            case INTERNAL -> "from-internal";
            case OUTBOUND -> board.generation == 1 ? "from-internal" : "outbound-route-2";
            case INBOUND -> board.generation <= 2 ? "ext-did-1" : "from-did-direct";
            case EXTERNAL -> "ext-did-1";
        };
    }

    private String dial(OrderedCall order, ChannelName to) {
        return to.isTrunk() ? happen.dialTrunk(to, order.callee()) : happen.dialExtension(order.callee());
    }

    private static PendingLeg ended(OrderedCall order, UnwrittenLeg leg, Instant start, Instant answer, Instant end) {
        return switch (order.outcome()) {
            case ANSWERED -> {
                leg.answered(start, answer, end);
                yield (order.recorded() ? leg.recorded() : leg).shownAt(end);
            }
            case NO_ANSWER -> leg.notAnswered(start, end).shownAt(end);
            case BUSY -> leg.busy(start, end, end).shownAt(end);
            case FAILED -> leg.failed(start, end).shownAt(end);
        };
    }

    private PendingLeg second(OrderedCall order, Call call, ChannelName other, Instant handedOver, Instant end) {
        String third = order.transferTo() == null ? "" : order.transferTo();
        ChannelName unnamed = new ChannelName(other.name(), other.ext(), other.service(), "");
        return call.legOfAnotherChannel(new Directory.Person(order.callee(), ""))
                .from(unnamed)
                .dials(third, "from-internal-xfer")
                .to(board.extension(third))
                .runs("Dial", happen.dialExtension(third))
                .action("TRANSFER")
                .answered(handedOver, handedOver, end)
                .shownAt(end);
    }
}
