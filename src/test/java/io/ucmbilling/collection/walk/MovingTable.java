package io.ucmbilling.collection.walk;

import java.util.ArrayList;
import java.util.List;

/** A UCM's table as a walk sees it: legs in their order, grouped into items, counted by legs or by items. */
final class MovingTable {
    private final List<LegIdentity> legs = new ArrayList<>();
    private final boolean countsItems;
    private final boolean nests;

    MovingTable(boolean nests, boolean countsItems) {
        this.nests = nests;
        this.countsItems = countsItems;
    }

    static LegIdentity leg(int session, int acctId) {
        return new LegIdentity("s" + session, "u" + session, "" + acctId, "t" + session);
    }

    MovingTable with(int session, int legsOfIt) {
        for (int i = 0; i < legsOfIt; i++) {
            legs.add(leg(session, i));
        }
        return this;
    }

    void insert(int at, LegIdentity leg) {
        legs.add(Math.min(at, legs.size()), leg);
    }

    void delete(int at) {
        if (at < legs.size()) {
            legs.remove(at);
        }
    }

    List<LegIdentity> legs() {
        return List.copyOf(legs);
    }

    PageOutline page(WalkRequest request) {
        List<List<LegIdentity>> items = items(legs);
        if (countsItems) {
            List<List<LegIdentity>> page = cut(items, request);
            return new PageOutline(
                    page.size(), page.stream().flatMap(List::stream).toList());
        }
        List<LegIdentity> page = cut(legs, request);
        return new PageOutline(items(page).size(), page);
    }

    private static <T> List<T> cut(List<T> all, WalkRequest request) {
        int from = (int) Math.min(all.size(), request.offset());
        return List.copyOf(all.subList(from, Math.min(all.size(), from + request.records())));
    }

    private List<List<LegIdentity>> items(List<LegIdentity> legs) {
        List<List<LegIdentity>> items = new ArrayList<>();
        for (LegIdentity leg : legs) {
            boolean sameCall = nests
                    && !items.isEmpty()
                    && items.getLast().getLast().session().equals(leg.session());
            if (sameCall) {
                items.getLast().add(leg);
            } else {
                items.add(new ArrayList<>(List.of(leg)));
            }
        }
        return items;
    }
}
