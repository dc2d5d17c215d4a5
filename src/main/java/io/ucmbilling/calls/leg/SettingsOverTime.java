package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.call.PbxSetting;
import io.ucmbilling.calls.call.PbxSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Settings of sites over time, as legs were stored with them. */
final class SettingsOverTime {
    private static final String SQL = "SELECT site, from_commit, zone, region FROM site_setting WHERE site = ANY (?)";

    private final Map<Short, TreeMap<Long, PbxSetting>> bySite = new HashMap<>();

    private SettingsOverTime() {}

    static SettingsOverTime read(Connection connection, Collection<Short> sites) throws SQLException {
        SettingsOverTime settings = new SettingsOverTime();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, connection.createArrayOf("int2", sites.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    PbxSetting setting = new PbxSetting(zone(rows.getString(3)), rows.getString(4));
                    settings.bySite
                            .computeIfAbsent(rows.getShort(1), site -> new TreeMap<>())
                            .put(rows.getLong(2), setting);
                }
            }
        }
        return settings;
    }

    /** Returns null for a zone that only a newer Java knows, which another replica may run on. */
    private static @Nullable ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            return null;
        }
    }

    PbxSettings of(short site) {
        TreeMap<Long, PbxSetting> settings = bySite.getOrDefault(site, new TreeMap<>());
        return commit -> {
            Map.Entry<Long, PbxSetting> setting = settings.floorEntry(commit);
            return setting == null ? PbxSetting.UNKNOWN : setting.getValue();
        };
    }
}
