package io.ucmbilling.calls.table;

import io.ucmbilling.calls.call.PbxSetting;
import io.ucmbilling.calls.call.PbxSettings;
import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.store.row.BilledLegRow;
import io.ucmbilling.store.site.CallSpan;
import io.ucmbilling.store.site.WallClockSpan;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
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
                    + " region FROM site LEFT JOIN site_setting ON site_setting.site = id WHERE id = ANY (?)";

    /**
     * Most legs that are read at a time, and so the most of one call. A UCM that gives all its records one session would else
     * have them all read again and again. Those of the lowest AcctIds count, as the index gives them first.
     */
    static final int MOST_LEGS = 5_000;

    /** The index is entered once a session and only where its legs can be: LIMIT keeps the planner from joining otherwise. */
    private static final String LEGS = "SELECT " + BilledLegRow.columns("l")
            + " FROM unnest(?::int2[], ?::text[], ?::timestamp[], ?::timestamp[]) AS k (site, session, earliest,"
            + " latest) CROSS JOIN LATERAL (SELECT * FROM leg WHERE leg.site = k.site AND leg.session = k.session AND"
            + " leg.start >= k.earliest AND leg.start <= k.latest ORDER BY leg.acct_id, leg.start LIMIT "
            + MOST_LEGS + ") AS l LIMIT " + MOST_LEGS;

    /** Rows that come at a time: their texts may be long. */
    private static final int FETCH = 200;

    private final Connection connection;
    private final Map<Short, SiteSource> sites;
    private boolean cut;

    /**
     * Site as calls depend on it.
     *
     * @param scattered where legs start that are far from their session (see {@link CallSpan}); null: there are none
     * @param settings by the first commit for which they count
     */
    private record SiteSource(String name, @Nullable WallClockSpan scattered, TreeMap<Long, PbxSetting> settings) {}

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
        return new SiteSource(row.getString("name"), row.getBoolean("scattered") ? known : null, new TreeMap<>());
    }

    /** Returns null for a zone that only a newer Java knows, which another replica may run on. */
    private static @Nullable ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            return null;
        }
    }

    String name(short site) {
        return Objects.requireNonNull(sites.get(site)).name();
    }

    boolean isScattered(short site) {
        return Objects.requireNonNull(sites.get(site)).scattered() != null;
    }

    /** Returns the settings of a site over time. */
    PbxSettings settings(short site) {
        TreeMap<Long, PbxSetting> settings =
                Objects.requireNonNull(sites.get(site)).settings();
        return commit -> {
            Map.Entry<Long, PbxSetting> setting = settings.floorEntry(commit);
            return setting == null ? PbxSetting.UNKNOWN : setting.getValue();
        };
    }

    /** Returns whether the sessions asked for last may have had more legs than were read. */
    boolean isCut() {
        return cut;
    }

    /** Reads the legs of those sessions, by session, at most {@link #MOST_LEGS}. One without legs is left out. */
    Map<CallKey, List<BilledLeg>> legs(Collection<CallKey> sessions) throws SQLException {
        List<CallKey> keys = new ArrayList<>();
        List<WallClockSpan> spans = new ArrayList<>();
        for (CallKey key : sessions) {
            for (WallClockSpan span : spans(key)) {
                keys.add(key);
                spans.add(span);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(LEGS)) {
            statement.setFetchSize(FETCH);
            statement.setArray(1, array("int2", keys.stream().map(CallKey::site).toArray()));
            statement.setArray(
                    2, array("text", keys.stream().map(CallKey::session).toArray()));
            statement.setArray(
                    3,
                    array("text", spans.stream().map(span -> text(span.from())).toArray()));
            statement.setArray(
                    4,
                    array("text", spans.stream().map(span -> text(span.until())).toArray()));
            return legs(statement);
        }
    }

    private Map<CallKey, List<BilledLeg>> legs(PreparedStatement statement) throws SQLException {
        Map<CallKey, Map<Long, BilledLeg>> legs = new LinkedHashMap<>();
        int read = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (read < MOST_LEGS && rows.next()) {
                read++;
                BilledLeg leg = BilledLegRow.read(rows);
                legs.computeIfAbsent(new CallKey(rows.getShort(1), leg.session()), key -> new LinkedHashMap<>())
                        .put(leg.number(), leg);
            }
            cut = read == MOST_LEGS;
        }
        Map<CallKey, List<BilledLeg>> lists = new LinkedHashMap<>();
        legs.forEach((key, byNumber) -> lists.put(key, List.copyOf(byNumber.values())));
        return lists;
    }

    /** Returns where legs of a session may start: near it, and where far legs of the site are. */
    private List<WallClockSpan> spans(CallKey key) {
        List<WallClockSpan> spans = new ArrayList<>();
        CallSpan.beginning(key.session()).ifPresent(spans::add);
        WallClockSpan scattered = Objects.requireNonNull(sites.get(key.site())).scattered();
        if (scattered != null) {
            spans.add(scattered);
        }
        return spans;
    }

    private Array array(String type, Object[] elements) throws SQLException {
        return connection.createArrayOf(type, elements);
    }

    /** Returns the time as PostgreSQL reads it; one that it writes otherwise counts as without end. */
    private static String text(LocalDateTime time) {
        if (time.getYear() < 1) {
            return "-infinity";
        }
        return time.getYear() > 9999 ? "infinity" : time.toString();
    }
}
