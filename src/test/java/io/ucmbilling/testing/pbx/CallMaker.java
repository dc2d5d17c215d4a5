package io.ucmbilling.testing.pbx;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Makes one call after the other, of every kind, with the legs that a PBX of its generation writes for it. */
final class CallMaker {
    private final Switchboard board;
    private final Directory directory;
    private final Happenings happen;
    private final GroupCalls groups;
    private final Random random;

    CallMaker(Switchboard board, Random random, double lateShare, Duration longestCall) {
        this.board = board;
        this.random = random;
        this.directory = new Directory(random, board.generation);
        this.happen = new Happenings(board, random, lateShare, longestCall);
        this.groups = new GroupCalls(board, directory, happen);
    }

    Happenings happenings() {
        return happen;
    }

    /** All legs of a call that begins at that moment, each with its own hang-up. */
    List<PendingLeg> call(Instant created, Duration skew) {
        int kind = random.nextInt(100);
        if (kind < 22) {
            return internal(created, skew);
        } else if (kind < 46) {
            return inbound(created, skew);
        } else if (kind < 66) {
            return outbound(created, skew);
        } else if (kind < 69) {
            return trunkToTrunk(created, skew);
        } else if (kind < 77) {
            return groups.ringGroup(created, skew);
        } else if (kind < 85) {
            return voicemail(created, skew);
        } else if (kind < 89) {
            return failedBeforeTrunk(created, skew);
        } else if (kind < 94) {
            return groups.queue(created, skew);
        } else if (kind < 97) {
            return groups.conference(created, skew);
        }
        return transfer(created, skew);
    }

    private List<PendingLeg> internal(Instant created, Duration skew) {
        Directory.Person caller = directory.extension();
        Directory.Person callee = directory.extensionBut(caller);
        Call call = new Call(board, caller, board.extension(caller.number()), created, skew);
        UnwrittenLeg leg = call.leg()
                .dials(callee.number(), "from-internal")
                .to(board.extension(callee.number()))
                .runs("Dial", happen.dialExtension(callee.number()));
        return List.of(happen.answeredOrNot(leg, created));
    }

    private List<PendingLeg> inbound(Instant created, Duration skew) {
        Directory.Person callee = directory.extension();
        ChannelName trunk = happen.trunk();
        Call call = new Call(board, directory.outside(), trunk, created, skew);
        UnwrittenLeg leg = call.leg()
                .dials(callee.number(), board.generation <= 2 ? "ext-did-1" : "from-did-direct")
                .to(board.extension(callee.number()))
                .runs("Dial", happen.dialExtension(callee.number()));
        PendingLeg dialled = happen.answeredOrNot(leg, created);
        return board.generation < 4 ? List.of(dialled) : List.of(groups.placeholder(call, dialled.hangUp()), dialled);
    }

    private List<PendingLeg> outbound(Instant created, Duration skew) {
        Directory.Person caller = directory.extension();
        Directory.Person callee = directory.outside();
        Call call = new Call(board, caller, board.extension(caller.number()), created, skew);
        ChannelName trunk = happen.trunk();
        UnwrittenLeg leg = call.leg()
                .dials(callee.number(), board.generation == 1 ? "from-internal" : "outbound-route-2")
                .to(trunk)
                .runs("Dial", happen.dialTrunk(trunk, callee.number()));
        return List.of(happen.answeredOrNot(leg, created));
    }

    private List<PendingLeg> trunkToTrunk(Instant created, Duration skew) {
        Call call = new Call(board, directory.outside(), board.trunk(1), created, skew);
        String callee = directory.outside().number();
        ChannelName trunk = board.trunk(2);
        UnwrittenLeg leg =
                call.leg().dials(callee, "ext-did-1").to(trunk).runs("Dial", happen.dialTrunk(trunk, callee));
        return List.of(happen.answeredOrNot(leg, created));
    }

    /** A busy or silent extension, then its voicemail: both are written when the caller hangs up. */
    private List<PendingLeg> voicemail(Instant created, Duration skew) {
        Directory.Person caller = directory.extension();
        String callee = directory.extensionBut(caller).number();
        Call call = new Call(board, caller, board.extension(caller.number()), created, skew);
        boolean busy = random.nextInt(3) == 0;
        Instant start = happen.begun(created);
        Instant over = start.plus(busy ? Duration.ofMillis(1500) : happen.ringing());
        Instant end = over.plus(Duration.ofMillis(2000 + random.nextInt(60_000)));
        UnwrittenLeg dialled = call.leg()
                .dials(callee, "from-internal")
                .to(board.extension(callee))
                .runs("Dial", happen.dialExtension(callee));
        UnwrittenLeg recorded = call.leg()
                .dials(callee, board.generation == 3 ? "" : "from-internal")
                .runs("VoiceMail", callee + "@default," + (busy ? "b" : "u"))
                .action("VM")
                .answered(over, over, end);
        return List.of(
                (busy ? dialled.busy(start, over, end) : dialled.notAnswered(start, over)).shownAt(end),
                recorded.shownAt(end));
    }

    private List<PendingLeg> failedBeforeTrunk(Instant created, Duration skew) {
        Directory.Person caller = directory.extension();
        Call call = new Call(board, caller, board.extension(caller.number()), created, skew);
        boolean noRoute = random.nextBoolean();
        Instant start = happen.begun(created);
        Instant end = start.plusMillis(random.nextInt(5000));
        return List.of(call.leg()
                .dials(directory.outside().number(), noRoute ? "outbound-route-2" : "after-outbound-context")
                .runs(noRoute ? "Congestion" : "Playback", noRoute ? "3" : "silence/1&wrong-number,noanswer")
                .failed(start, end)
                .shownAt(end));
    }

    /** Outbound, then handed to another extension: the first leg is written at the hand-over, the second at its end. */
    private List<PendingLeg> transfer(Instant created, Duration skew) {
        Directory.Person caller = directory.extension();
        Directory.Person callee = directory.outside();
        Directory.Person third = directory.extensionBut(caller);
        Call call = new Call(board, caller, board.extension(caller.number()), created, skew);
        ChannelName trunk = board.trunk(2);
        Instant start = happen.begun(created);
        Instant answer = start.plus(happen.ringing());
        Instant handedOver = answer.plus(happen.talking());
        Instant end = handedOver.plus(happen.talking());
        UnwrittenLeg first = call.leg()
                .dials(callee.number(), "outbound-route-2")
                .to(trunk)
                .runs("Dial", happen.dialTrunk(trunk, callee.number()))
                .answered(start, answer, handedOver);
        // The trunk channel stays, its name does not: samples/gen3/transfer.json.
        ChannelName unnamed = new ChannelName(trunk.name(), trunk.ext(), trunk.service(), "");
        UnwrittenLeg second = call.legOfAnotherChannel(callee)
                .from(unnamed)
                .dials(third.number(), "from-internal-xfer")
                .to(board.extension(third.number()))
                .runs("Dial", happen.dialExtension(third.number()))
                .action("TRANSFER")
                .answered(handedOver, handedOver, end);
        return List.of(first.shownAt(handedOver), second.shownAt(end));
    }
}
