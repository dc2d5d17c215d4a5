package io.ucmbilling.testing.pbx;

import io.ucmbilling.contract.Field;
import java.time.Duration;
import java.time.Instant;

/** A call while it is made: what its legs share. */
final class Call {
    final Switchboard board;
    final Directory.Person caller;
    final ChannelName channel;
    final Instant created;
    final Duration skew;
    final String uniqueid;
    final String session;

    /** @param skew how far the PBX's own clock is ahead of true time */
    Call(Switchboard board, Directory.Person caller, ChannelName channel, Instant created, Duration skew) {
        this.board = board;
        this.caller = caller;
        this.channel = channel;
        this.created = created;
        this.skew = skew;
        Instant own = created.plus(skew);
        this.uniqueid = own.getEpochSecond() + "." + board.nextCall();
        // Microseconds without leading zeros (contract U9).
        this.session = own.getEpochSecond() + Integer.toString(own.getNano() / 1000) + "-" + caller.number();
    }

    UnwrittenLeg leg() {
        return new UnwrittenLeg(this);
    }

    /** A leg of another channel of this call: a uniqueid of its own, the call's session and owner. */
    UnwrittenLeg legOfAnotherChannel(Directory.Person party) {
        return leg().presents(party).set(Field.UNIQUEID, created.plus(skew).getEpochSecond() + "." + board.nextCall());
    }
}
