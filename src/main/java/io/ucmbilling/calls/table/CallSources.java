package io.ucmbilling.calls.table;

import io.ucmbilling.calls.call.PbxSetting;
import io.ucmbilling.calls.call.PbxSettings;
import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.store.row.CallLegRow;
import io.ucmbilling.store.site.CallSpan;
import io.ucmbilling.store.site.WallClockSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What calls are made of, read for one batch: the sites with their settings, and the legs of its sessions. */
final class CallSources {
    private static final String SITES =
            "SELECT id, name, scattered, scattered_from, scattered_until, from_commit, zone,"
                    + " region, EXISTS (SELECT FROM call_session WHERE call_session.site = id) AS joined"
                    + " FROM site LEFT JOIN site_setting ON site_setting.site = id WHERE id = ANY (?)";

    /**
     * Most legs that are read at a time, and so the most of one call. A UCM that gives all its records one session would else
     * have them all read again and again. Those of the lowest AcctIds count, as the index gives them first.
     */
    static final int MOST_LEGS = 10_000;

    private static final String LEGS = "SELECT " + CallLegRow.columns("leg")
            + " FROM leg WHERE site = ? AND session = ANY (ARRAY(SELECT unnest(?::text[]))) AND start >= ?::timestamp"
            + " AND start <= ?::timestamp";

    private static final String FIRST_LEGS = LEGS + " ORDER BY acct_id, start";

    /** Rows that come at a time: their texts may be long. */
    private static final int FETCH = 500;

    private final Connection connection;
    private final Map<Short, SiteSource> sites;
    private boolean cut;

    /**
     * Site as calls depend on it.
     *
     * @param scattered where legs start that are far from their session (see {@link CallSpan}); null: there are none
     * @param joined whether any of its sessions has joined another's call
     * @param settings by the first commit for which they count
     */
    private record SiteSource(
            String name, @Nullable WallClockSpan scattered, boolean joined, TreeMap<Long, PbxSetting> settings) {}

    private CallSources(Connection connection, Map<Short, SiteSource> sites) {
        this.connection = connection;
        this.sites = sites;
    }

    static CallSources read(Connection connection, Collection<Short> numbers) throws SQLException {
        Map<Short, SiteSource> sites = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SITES)) {
            statement.setArray(1, connection.createArrayOf("int2", numbers.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sites.putIfAbsent(rows.getShort("id"), site(rows));
                    String zone = rows.getString("zone");
                    if (zone != null) {
                        PbxSetting setting = new PbxSetting(zone(zone), rows.getString("region"));
                        TreeMap<Long, PbxSetting> settings = Objects.requireNonNull(sites.get(rows.getShort("id")))
                                .settings();
                        settings.put(rows.getLong("from_commit"), setting);
                    }
                }
            }
        }
        return new CallSources(connection, sites);
    }

    private static SiteSource site(ResultSet row) throws SQLException {
        LocalDateTime from = row.getObject("scattered_from", LocalDateTime.class);
        LocalDateTime until = row.getObject("scattered_until", LocalDateTime.class);
        WallClockSpan known = from == null || until == null
                ? new WallClockSpan(LocalDateTime.MIN, LocalDateTime.MAX)
                : new WallClockSpan(from, until);
        return new SiteSource(
                row.getString("name"),
                row.getBoolean("scattered") ? known : null,
                row.getBoolean("joined"),
                new TreeMap<>());
    }

    /** Returns null for a zone that only a newer Java knows, which another replica may run on. */
    private static @Nullable ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private SiteSource source(short site) {
        return Objects.requireNonNull(sites.get(site));
    }

    String name(short site) {
        return source(site).name();
    }

    boolean isScattered(short site) {
        return source(site).scattered() != null;
    }

    /** Returns whether any session has joined the call of another. */
    boolean isJoined() {
        return sites.values().stream().anyMatch(SiteSource::joined);
    }

    /** Returns the settings of a site over time. */
    PbxSettings settings(short site) {
        TreeMap<Long, PbxSetting> settings = source(site).settings();
        return commit -> {
            Map.Entry<Long, PbxSetting> setting = settings.floorEntry(commit);
            return setting == null ? PbxSetting.UNKNOWN : setting.getValue();
        };
    }

    /** Returns whether the sessions asked for last may have had more legs than were read. */
    boolean isCut() {
        return cut;
    }

    /** Sessions of one site whose legs are near each other. */
    private record Neighbours(short site, YearMonth month) {}

    /** Reads the legs of those sessions, by session, at most {@link #MOST_LEGS}. One without legs is left out. */
    Map<CallKey, Collection<BilledLeg>> legs(Collection<CallKey> sessions) throws SQLException {
        Map<Neighbours, WallClockSpan> spans = new LinkedHashMap<>();
        Map<Neighbours, List<String>> names = new LinkedHashMap<>();
        Map<Short, List<String>> scattered = new LinkedHashMap<>();
        for (CallKey key : sessions) {
            CallSpan.beginning(key.session()).ifPresent(span -> {
                Neighbours near = new Neighbours(key.site(), YearMonth.from(span.from()));
                spans.merge(near, span, WallClockSpan::and);
                names.computeIfAbsent(near, each -> new ArrayList<>()).add(key.session());
            });
            if (isScattered(key.site())) {
                scattered.computeIfAbsent(key.site(), each -> new ArrayList<>()).add(key.session());
            }
        }
        LegsBySession legs = new LegsBySession(sessions.size() == 1 ? FIRST_LEGS : LEGS);
        for (Map.Entry<Neighbours, WallClockSpan> near : spans.entrySet()) {
            legs.read(near.getKey().site(), names.getOrDefault(near.getKey(), List.of()), near.getValue());
        }
        for (Map.Entry<Short, List<String>> far : scattered.entrySet()) {
            legs.read(
                    far.getKey(),
                    far.getValue(),
                    Objects.requireNonNull(source(far.getKey()).scattered()));
        }
        cut = legs.read >= MOST_LEGS;
        Map<CallKey, Collection<BilledLeg>> found = new HashMap<>();
        legs.bySession.forEach((key, byNumber) -> found.put(key, byNumber.values()));
        return found;
    }

    /** Legs as they are read. */
    private final class LegsBySession {
        private final String sql;
        private final Map<CallKey, Map<Long, BilledLeg>> bySession = new HashMap<>();
        private int read;

        LegsBySession(String sql) {
            this.sql = sql + " LIMIT " + MOST_LEGS;
        }

        void read(short site, List<String> sessions, WallClockSpan span) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(FETCH);
                statement.setShort(1, site);
                statement.setArray(2, connection.createArrayOf("text", sessions.toArray()));
                statement.setString(3, text(span.from()));
                statement.setString(4, text(span.until()));
                try (ResultSet rows = statement.executeQuery()) {
                    while (read < MOST_LEGS && rows.next()) {
                        read++;
                        BilledLeg leg = CallLegRow.read(rows);
                        bySession
                                .computeIfAbsent(new CallKey(site, leg.session()), key -> new LinkedHashMap<>())
                                .put(leg.number(), leg);
                    }
                }
            }
        }
    }

    /** Returns the time as PostgreSQL reads it; one that it writes otherwise counts as without end. */
    private static String text(LocalDateTime time) {
        if (time.getYear() < 1) {
            return "-infinity";
        }
        return time.getYear() > 9999 ? "infinity" : time.toString();
    }
}
