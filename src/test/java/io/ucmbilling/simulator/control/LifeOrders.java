package io.ucmbilling.simulator.control;

import io.ucmbilling.simulator.fleet.FleetMember;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;

/** Orders about time, records and the plug. */
final class LifeOrders {
    private static final Duration MOST = Duration.ofDays(366);
    private static final double MOST_CALLS = 1_000_000;

    private LifeOrders() {}

    /** How many calls a day it makes by itself from now on. */
    static Object callsPerDay(FleetMember member, ControlRequest request) throws ControlException {
        double calls = request.only("callsPerDay").number("callsPerDay", 0, MOST_CALLS);
        member.callsPerDay(calls);
        return Map.of("callsPerDay", calls);
    }

    /** "Delete All": AcctIds begin again at 1. */
    static Object deleteAll(FleetMember member, ControlRequest request) {
        return Map.of("deleted", member.ucm().pbx().deleteAll());
    }

    /** The next record has AcctId 1. */
    static Object restartAcctIds(FleetMember member, ControlRequest request) {
        member.ucm().pbx().restartAcctIds();
        return Map.of("nextAcctId", 1);
    }

    /** {@code shift} sets its own clock on or back; {@code advance} lets so much time pass, with the calls of that time. */
    static Object clock(FleetMember member, ControlRequest request) throws ControlException {
        request.only("shift", "advance");
        if (request.has("shift")) {
            member.ucm().pbx().jumpClock(duration(request, "shift"));
        }
        if (request.has("advance")) {
            Duration advance = duration(request, "advance");
            if (advance.isNegative()) {
                throw ControlException.wrong("advance", advance.toString(), "a duration of 0 and more");
            }
            member.ucm().pbx().advance(advance);
        }
        return Map.of(
                "now",
                member.ucm().pbx().now().toString(),
                "ownClock",
                member.ucm().pbx().clock().instant().toString());
    }

    private static Duration duration(ControlRequest request, String name) throws ControlException {
        String text = request.text(name, "PT0S", "[-+PTDHMS0-9.]{1,40}");
        try {
            Duration duration = Duration.parse(text);
            if (duration.abs().compareTo(MOST) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw ControlException.wrong(name, text, "a duration such as PT1H or -PT5M");
        }
        throw ControlException.wrong(name, text, "at most 366 days");
    }

    /** False: it breaks every connection and takes no new one. */
    static Object answering(FleetMember member, ControlRequest request) throws ControlException {
        boolean answering = request.only("answering").flag("answering", true);
        if (answering) {
            member.ucm().plugIn();
        } else {
            member.ucm().unplug();
        }
        return Map.of("answering", answering);
    }

    /** After wrong passwords. */
    static Object unlock(FleetMember member, ControlRequest request) {
        member.ucm().unlock();
        return Map.of("locked", false);
    }
}
