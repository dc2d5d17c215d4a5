package io.ucmbilling.testing.pbx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Calls of many legs: ring group, queue and conference (samples: ring-group, queue, conference). */
final class GroupCalls {
    private static final String RING_GROUP = "6400";
    private static final String QUEUE = "6500";
    private static final String CONFERENCE = "6300";

    private final Switchboard board;
    private final Directory directory;
    private final Happenings happen;

    GroupCalls(Switchboard board, Directory directory, Happenings happen) {
        this.board = board;
        this.directory = directory;
        this.happen = happen;
    }

    /** The leg without talk that ForkCDR leaves in front of an inbound call; no missed call (contract N4). */
    PendingLeg placeholder(Call call, Instant hangUp) {
        return call.leg()
                .dials(Directory.COMPANY, "ext-did-2")
                .runs("ForkCDR", "ae")
                .notAnswered(call.created, call.created)
                .shownAt(hangUp);
    }

    /** Everybody rings, one may answer; all legs are written at the end. */
    List<PendingLeg> ringGroup(Instant created, Duration skew) {
        Call call = new Call(board, directory.outside(), happen.trunk(), created, skew);
        List<Directory.Person> members = directory.group(2 + happen.below(5));
        Instant start = happen.begun(created);
        Instant picked = start.plus(happen.ringing());
        int answering = happen.below(members.size() + 1);
        Instant end = answering < members.size() ? picked.plus(happen.talking()) : picked;
        String dial = members.stream()
                        .map(member -> happen.registered(member.number()))
                        .collect(Collectors.joining("&"))
                + ",30,i";
        List<PendingLeg> legs = new ArrayList<>();
        if (board.generation >= 3) {
            legs.add(placeholder(call, end));
            legs.add(call.leg()
                    .dials(RING_GROUP, "ivr-from-internal")
                    .runs("ForkCDR", "are")
                    .action("RINGGROUP[" + RING_GROUP + "]")
                    .answered(created, start, start)
                    .shownAt(end));
        }
        for (int i = 0; i < members.size(); i++) {
            String member = members.get(i).number();
            UnwrittenLeg leg = call.leg()
                    .dials(member, "from-internal")
                    .to(board.extension(member))
                    .runs("Dial", dial)
                    .action("RINGGROUP[" + RING_GROUP + "]");
            // The answering member's leg has answer = start (samples/gen3/ring-group.json).
            legs.add((i == answering ? leg.answered(start, start, end).recorded() : leg.notAnswered(start, picked))
                    .shownAt(end));
        }
        return legs;
    }

    /** The caller waits on a leg of the queue's own while one agent after the other rings. */
    List<PendingLeg> queue(Instant created, Duration skew) {
        Call call = new Call(board, directory.outside(), board.trunk(1), created, skew);
        Instant start = happen.begun(created);
        Instant second = start.plus(happen.ringing());
        Instant end = second.plus(happen.talking());
        List<Directory.Person> agents = directory.group(2);
        List<PendingLeg> legs = new ArrayList<>();
        if (board.generation >= 3) {
            legs.add(placeholder(call, end));
            legs.add(queued(call, QUEUE).notAnswered(start, second).shownAt(end));
        }
        String first = agents.get(0).number();
        String last = agents.get(1).number();
        legs.add(queued(call, first)
                .to(board.extension(first))
                .notAnswered(start, second)
                .shownAt(end));
        legs.add(queued(call, last)
                .to(board.extension(last))
                .answered(second, second, end)
                .recorded()
                .shownAt(end));
        return legs;
    }

    private UnwrittenLeg queued(Call call, String dst) {
        return call.leg()
                .dials(dst, "from-internal")
                .runs("Queue", QUEUE + ",tk,,,60")
                .action("QUEUE[" + QUEUE + "]");
    }

    /** Two take part, each with a leg that is written when they leave, and each with a pseudo channel beside it. */
    List<PendingLeg> conference(Instant created, Duration skew) {
        Directory.Person host = directory.extension();
        Duration together = happen.talking();
        List<PendingLeg> legs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Instant joined = created.plusSeconds(i * 38L);
            Directory.Person guest = i == 0 ? host : directory.outside();
            ChannelName channel = i == 0 ? board.extension(host.number()) : board.trunk(1);
            Instant left = joined.plusSeconds(2).plus(together).plusMillis(happen.below(9000));
            legs.add(new Call(board, guest, channel, joined, skew)
                    .leg()
                    .dials(CONFERENCE, i == 0 ? "from-internal" : "ext-did-1")
                    .runs(board.generation <= 2 ? "MeetMe" : "ConfBridge", CONFERENCE + ",cM")
                    .action("CONFERENCE[" + CONFERENCE + "]")
                    .answered(joined, joined, left)
                    .shownAt(left));
            legs.add(pseudo(joined, left, skew));
        }
        return legs;
    }

    private PendingLeg pseudo(Instant joined, Instant left, Duration skew) {
        ChannelName channel = board.pseudo(happen.below(2_000_000_000));
        return new Call(board, new Directory.Person("", ""), channel, joined, skew)
                .leg()
                .dials("s", "default")
                .runs("", "")
                .notAnswered(joined, left)
                .shownAt(left);
    }
}
