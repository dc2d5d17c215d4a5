package io.ucmbilling.simulator.fleet;

import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.ucm.SimulatedUcmBuilder.Wrapping;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What fleet to make. UCM {@code i}, counted from 0, is called {@code ucm-<i + 1>}, has the seed {@code seed + i}, and the
 * generation and zone whose turn it is.
 *
 * @param count of UCMs, 1 or more
 * @param address that they listen on
 * @param firstPort of UCM 0, the next one of UCM 1, and so on; 0: any free ones
 * @param firmware in turn
 * @param zones of the PBXs' wall clocks, in turn
 * @param now at which the history ends
 * @param historyDays of calls before that, 0 or more
 * @param callsPerDay a UCM, on the mean
 * @param liveCallsPerDay from then on
 * @param recordings whether some calls are recorded
 */
public record FleetPlan(
        int count,
        InetAddress address,
        int firstPort,
        List<Firmware> firmware,
        List<ZoneId> zones,
        long seed,
        WayIn wayIn,
        Account account,
        Instant now,
        int historyDays,
        double callsPerDay,
        double liveCallsPerDay,
        boolean recordings,
        Paging paging,
        Wrapping wrapping) {

    /** The API's one user. */
    public record Account(String username, String password) {
        /** Returns a text without the password. */
        @Override
        public String toString() {
            return "Account[" + username + "]";
        }
    }

    public FleetPlan {
        firmware = List.copyOf(firmware);
        zones = List.copyOf(zones);
    }

    Firmware firmware(int place) {
        return firmware.get(place % firmware.size());
    }

    ZoneId zone(int place) {
        return zones.get(place % zones.size());
    }

    int port(int place) {
        return firstPort == 0 ? 0 : firstPort + place;
    }

    /** Returns the name of the UCM at that place, with as many digits as the last one's has, four at least. */
    String name(int place) {
        int digits = Math.max(4, Integer.toString(count).length());
        return "ucm-" + String.format(java.util.Locale.ROOT, "%0" + digits + "d", place + 1);
    }
}
