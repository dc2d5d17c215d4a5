package io.ucmbilling.testing.pbx;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Chance and custom: how long things take, how calls end, which trunk is free, how Dial is written. */
final class Happenings {
    private final Switchboard board;
    private final Random random;
    private final double lateShare;
    private final int beyondAnHour;

    Happenings(Switchboard board, Random random, double lateShare, Duration longestCall) {
        this.board = board;
        this.random = random;
        this.lateShare = lateShare;
        this.beyondAnHour = (int) longestCall.minusHours(1).toMillis();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** The first leg begins in the call's second or in the next one. */
    Instant begun(Instant created) {
        return created.plusMillis(random.nextInt(300));
    }

    Duration ringing() {
        return Duration.ofMillis(2000 + random.nextInt(25_000));
    }

    /** Mostly a minute or two, sometimes nothing at all, and the configured share of an hour and more. */
    Duration talking() {
        if (random.nextDouble() < lateShare) {
            return Duration.ofSeconds(3600).plusMillis(random.nextInt(beyondAnHour));
        }
        return Duration.ofMillis((long) (-90_000 * Math.log(1 - random.nextDouble())));
    }

    /** Ends the leg as calls end: answered, not answered, busy, failed; shown when it is over. */
    PendingLeg answeredOrNot(UnwrittenLeg leg, Instant created) {
        Instant start = begun(created);
        Instant picked = start.plus(ringing());
        int outcome = random.nextInt(100);
        if (outcome < 72) {
            Instant end = picked.plus(talking());
            leg.answered(start, picked, end);
            return (random.nextInt(6) < board.recordedOfSix ? leg.recorded() : leg).shownAt(end);
        } else if (outcome < 92) {
            return leg.notAnswered(start, picked).shownAt(picked);
        }
        Instant soon = start.plusMillis(random.nextInt(3000));
        return (outcome < 97 ? leg.busy(start, soon, soon) : leg.failed(start, soon)).shownAt(soon);
    }

    ChannelName trunk() {
        if (random.nextInt(5) == 0) {
            return board.line(1 + random.nextInt(board.lines));
        }
        return board.trunk(1 + random.nextInt(2));
    }

    String dialExtension(String number) {
        return switch (board.generation) {
            case 1, 2 -> "SIP/" + number + ",60,";
            case 4 -> registered(number) + ",40,ztTkKxXb(callee-handler^s^1)";
            default -> registered(number) + ",60,zb(callee-handler^s^1)";
        };
    }

    /** Documentation addresses (192.0.2.0/24). */
    String registered(String number) {
        return board.generation <= 2
                ? "SIP/" + number
                : "PJSIP/" + number + "/sip:" + number + "@192.0.2." + Integer.parseInt(number) % 100 + ":5060";
    }

    String dialTrunk(ChannelName trunk, String number) {
        if (trunk.service().equals("p")) {
            return "DAHDI/g1/" + number + ",,";
        }
        return board.generation <= 2
                ? "SIP/" + trunk.ext() + "/" + number + ",,"
                : "PJSIP/" + number + "@" + trunk.ext() + ",,b(callee-handler^s^1)";
    }
}
