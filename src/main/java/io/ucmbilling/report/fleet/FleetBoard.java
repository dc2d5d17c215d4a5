package io.ucmbilling.report.fleet;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The board of a fleet.
 *
 * @param rows the sites that are configured, by trouble
 * @param former those that are not any more and still have calls, by id
 */
record FleetBoard(List<BoardRow> rows, List<FormerSite> former) {
    FleetBoard {
        rows = List.copyOf(rows);
        former = List.copyOf(former);
    }

    /**
     * A site that is not configured any more.
     *
     * @param newestCall when it started, in UTC
     */
    record FormerSite(String site, String newestCall) {}

    /** Returns how many sites stand so, for each state that any has. */
    public Map<BoardState, Integer> counts() {
        Map<BoardState, Integer> counts = new EnumMap<>(BoardState.class);
        rows.forEach(row -> counts.merge(row.state(), 1, Integer::sum));
        return counts;
    }
}
