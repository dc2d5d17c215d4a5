package io.ucmbilling.store.erased;

import io.ucmbilling.store.database.Timestamps;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The statements on the tables of erased legs, of one site. Call those that write with the site's row locked. */
public final class ErasedLegs {
    private static final String KNOWN =
            "SELECT key, number FROM erased_key WHERE site = ? AND key = ANY (ARRAY(SELECT unnest(?::uuid[])))";

    private static final String ADD =
            "INSERT INTO erased_leg (site, number, started_at, departed) SELECT ?, come.* FROM"
                    + " unnest(?::bigint[], ?::timestamptz[], ?::boolean[]) AS come ON CONFLICT DO NOTHING";

    private static final String ADD_KEYS = "INSERT INTO erased_key (site, key, number) SELECT ?, come.* FROM"
            + " unnest(?::uuid[], ?::bigint[]) AS come ON CONFLICT DO NOTHING";

    private final Connection connection;
    private final short site;

    public ErasedLegs(Connection connection, short site) {
        this.connection = connection;
        this.site = site;
    }

    /**
     * A leg that is being erased.
     *
     * @param departed whether its UCM no longer holds it
     * @param keys see {@link ErasedKeys}
     */
    public record ErasedLeg(long number, Instant startedAt, boolean departed, Set<UUID> keys) {
        public ErasedLeg {
            keys = Set.copyOf(keys);
        }
    }

    /** Returns the numbers of those erased legs that have any of the keys, by key. */
    public Map<UUID, Long> known(Collection<UUID> keys) throws SQLException {
        Map<UUID, Long> known = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
            statement.setShort(1, site);
            statement.setArray(2, connection.createArrayOf("uuid", keys.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
        }
        return known;
    }

    /** Adds legs with their keys. */
    public void add(Collection<ErasedLeg> legs) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setShort(1, site);
            array(statement, 2, "int8", legs.stream().map(ErasedLeg::number).toArray());
            array(
                    statement,
                    3,
                    "text",
                    legs.stream().map(leg -> Timestamps.text(leg.startedAt())).toArray());
            array(statement, 4, "bool", legs.stream().map(ErasedLeg::departed).toArray());
            statement.executeUpdate();
        }
        List<UUID> keys = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        legs.forEach(leg -> leg.keys().forEach(key -> {
            keys.add(key);
            numbers.add(leg.number());
        }));
        addKeys(keys, numbers);
    }

    /** Adds keys under which erased legs have come since. */
    public void addKeys(Map<UUID, Long> numbers) throws SQLException {
        addKeys(List.copyOf(numbers.keySet()), List.copyOf(numbers.values()));
    }

    private void addKeys(List<UUID> keys, List<Long> numbers) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_KEYS)) {
            statement.setShort(1, site);
            array(statement, 2, "uuid", keys.toArray());
            array(statement, 3, "int8", numbers.toArray());
            statement.executeUpdate();
        }
    }

    private static void array(PreparedStatement statement, int parameter, String type, Object[] elements)
            throws SQLException {
        statement.setArray(parameter, statement.getConnection().createArrayOf(type, elements));
    }
}
