package io.ucmbilling.calls.source;

import io.ucmbilling.calls.call.PbxSetting;
import io.ucmbilling.calls.call.PbxSettings;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.row.BilledLeg;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What calls are made of: the sites with their settings over time, and the legs of the calls' sessions. */
public final class CallSources {
    private static final String SITES =
            "SELECT id, name, scattered, scattered_from, scattered_until, from_commit, zone,"
                    + " region, EXISTS (SELECT FROM call_session WHERE call_session.site = id) AS joined"
                    + " FROM site LEFT JOIN site_setting ON site_setting.site = id WHERE id = ANY (?)";

    /**
     * Most legs that are read at a time, and so the most of one call. A UCM that gives all its records one session would else
     * have them all read again and again. Those of the lowest AcctIds count, as the index gives them first.
     */
    public static final int MOST_LEGS = 10_000;

    private static final String LEGS = " FROM leg WHERE site = ? AND session = ANY (ARRAY(SELECT unnest(?::text[])))"
            + " AND start >= ?::timestamp AND start <= ?::timestamp";

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

    /** Reads the sites of those numbers, all of which there are. */
    public static CallSources read(Connection connection, Collection<Short> numbers) throws SQLException {
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
        WallClockSpan known = from == null || until == null ? WallClockSpan.ALL : new WallClockSpan(from, until);
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

    /** Returns the site's id. */
    public String name(short site) {
        return source(site).name();
    }

    /** Returns whether legs of the site may be far from their session. */
    public boolean isScattered(short site) {
        return source(site).scattered() != null;
    }

    /** Returns whether any session has joined the call of another. */
    public boolean isJoined() {
        return sites.values().stream().anyMatch(SiteSource::joined);
    }

    /** Returns the settings of a site over time. */
    public PbxSettings settings(short site) {
        TreeMap<Long, PbxSetting> settings = source(site).settings();
        return commit -> {
            Map.Entry<Long, PbxSetting> setting = settings.floorEntry(commit);
            return setting == null ? PbxSetting.UNKNOWN : setting.getValue();
        };
    }

    /** Returns whether the sessions asked for last may have had more legs than were read. */
    public boolean isCut() {
        return cut;
    }

    /** Sessions of one site whose legs are near each other. */
    private record Neighbours(short site, YearMonth month) {}

    /** Reads the whole legs of one call, at most {@link #MOST_LEGS}, in no order. */
    public List<BilledLeg> wholeLegs(CallKey call) throws SQLException {
        return legs(new CallSessions(connection).members(List.of(call)), LegExtent.RECORD)
                .getOrDefault(call, List.of());
    }

    /**
     * Reads the legs of calls, at most {@link #MOST_LEGS}: of one call the first by AcctId, of several any. One without legs is left
     * out.
     *
     * @param calls the sessions of each
     */
    public Map<CallKey, List<BilledLeg>> legs(Map<CallKey, Set<CallKey>> calls, LegExtent extent) throws SQLException {
        Map<Neighbours, WallClockSpan> spans = new LinkedHashMap<>();
        Map<Neighbours, List<String>> names = new LinkedHashMap<>();
        Map<Short, List<String>> scattered = new LinkedHashMap<>();
        calls.values().stream().flatMap(Set::stream).forEach(key -> {
            CallSpan.beginning(key.session()).ifPresent(span -> {
                Neighbours near = new Neighbours(key.site(), YearMonth.from(span.from()));
                spans.merge(near, span, WallClockSpan::and);
                names.computeIfAbsent(near, each -> new ArrayList<>()).add(key.session());
            });
            if (isScattered(key.site())) {
                scattered.computeIfAbsent(key.site(), each -> new ArrayList<>()).add(key.session());
            }
        });
        LegsBySession legs = new LegsBySession(extent, calls.size() == 1);
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
        return legs.of(calls);
    }

    /** Returns where legs of a call's sessions may start: near each session, and where far legs of the site are. */
    public List<WallClockSpan> spans(Collection<CallKey> sessions) {
        return sessions.stream()
                .flatMap(key -> Stream.concat(
                        CallSpan.beginning(key.session()).stream(),
                        Stream.ofNullable(source(key.site()).scattered())))
                .distinct()
                .toList();
    }

    /** Legs as they are read. */
    private final class LegsBySession {
        private final LegExtent extent;
        private final String sql;
        private final Map<CallKey, Map<Long, BilledLeg>> bySession = new HashMap<>();
        private int read;

        LegsBySession(LegExtent extent, boolean ofOneCall) {
            this.extent = extent;
            this.sql = "SELECT " + extent.columns() + LEGS + (ofOneCall ? " ORDER BY leg.acct_id, leg.start" : "")
                    + " LIMIT " + MOST_LEGS;
        }

        void read(short site, List<String> sessions, WallClockSpan span) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(FETCH);
                statement.setShort(1, site);
                statement.setArray(2, connection.createArrayOf("text", sessions.toArray()));
                statement.setString(3, Timestamps.text(span.from()));
                statement.setString(4, Timestamps.text(span.until()));
                try (ResultSet rows = statement.executeQuery()) {
                    while (read < MOST_LEGS && rows.next()) {
                        read++;
                        BilledLeg leg = extent.read(rows);
                        bySession
                                .computeIfAbsent(new CallKey(site, leg.session()), key -> new LinkedHashMap<>())
                                .put(leg.number(), leg);
                    }
                }
            }
        }

        Map<CallKey, List<BilledLeg>> of(Map<CallKey, Set<CallKey>> calls) {
            Map<CallKey, List<BilledLeg>> legs = new HashMap<>();
            calls.forEach((call, sessions) -> {
                List<BilledLeg> ofCall = new ArrayList<>();
                sessions.forEach(session ->
                        ofCall.addAll(bySession.getOrDefault(session, Map.of()).values()));
                if (!ofCall.isEmpty()) {
                    legs.put(call, ofCall);
                }
            });
            return legs;
        }
    }
}
