package io.ucmbilling.report;

import io.ucmbilling.collection.Replica;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.calls.StoredLegs;
import io.ucmbilling.testing.database.Database;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * The whole application with sites that are never polled and a user of each role, on a database of its own. Its pages are asked for over
 * real HTTP by a {@link PageClient}.
 */
public final class ReportGateway implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    public static final List<String> SITES = List.of("branch-a", "branch-b");

    /** Sees all sites, and may do least. */
    public static final String VIEWER = "viewer";

    /** Sees all sites, and hears recordings. */
    public static final String LISTENER = "listener";

    /** Administrator of all sites. */
    public static final String ADMIN = "admin";

    /** Administrator of branch-a alone. */
    public static final String NORTH = "north";

    private static final Map<String, String> USERS = users();
    private static @Nullable ReportGateway shared;

    private final SettableClock clock;
    private final Database database;
    private final Map<String, String> settings;
    private final Replica replica;
    private final boolean isFirst;
    private final Map<String, PageClient> clients = new HashMap<>();

    public ReportGateway() {
        this(Map.of());
    }

    /** @param more settings that count instead of those of this class */
    public ReportGateway(Map<String, String> more) {
        database = Database.fresh();
        clock = new SettableClock(NOW);
        settings = new HashMap<>(USERS);
        SITES.forEach(site -> settings.putAll(Replica.unpolledSite(site)));
        settings.putAll(more);
        isFirst = true;
        replica = Replica.start(database, clock, settings);
    }

    private ReportGateway(ReportGateway first, Map<String, String> settings) {
        database = first.database;
        clock = first.clock;
        this.settings = settings;
        isFirst = false;
        replica = Replica.start(database, clock, settings);
    }

    /** Starts another replica with the same database, clock and settings, which is closed before this one. */
    public ReportGateway second() {
        return second(Map.of());
    }

    /** @param more settings that the other replica has instead of those of this one */
    public ReportGateway second(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return new ReportGateway(this, all);
    }

    /** Starts another replica that has no users. */
    ReportGateway secondWithoutUsers() {
        Map<String, String> all = new HashMap<>(settings);
        all.keySet().removeIf(key -> key.startsWith("gateway.report.users."));
        return new ReportGateway(this, all);
    }

    /** Returns one that all tests share who do not mind each other's. It is never closed. */
    public static synchronized ReportGateway shared() {
        if (shared == null) {
            shared = new ReportGateway();
        }
        return shared;
    }

    private static Map<String, String> users() {
        Map<String, String> users = new HashMap<>();
        users.putAll(user(VIEWER, "VIEWER"));
        users.putAll(user(LISTENER, "LISTENER"));
        users.putAll(user(ADMIN, "ADMINISTRATOR"));
        users.putAll(user(NORTH, "ADMINISTRATOR"));
        users.put("gateway.report.users." + NORTH + ".sites", "branch-a");
        return Map.copyOf(users);
    }

    /** Returns the settings of a user, whose password is {@link #password}. */
    public static Map<String, String> user(String name, String role) {
        String key = "gateway.report.users." + name + ".";
        return Map.of(
                key + "password", "{bcrypt}" + new BCryptPasswordEncoder(4).encode(password(name)), key + "role", role);
    }

    /** Returns the password of a user. */
    public static String password(String user) {
        return "secret of " + user;
    }

    /** Returns a user who is signed in, the same client each time. */
    public PageClient as(String user) {
        return clients.computeIfAbsent(user, this::signIn);
    }

    /** Has each user sign in anew, if their sessions are over. */
    public void forgetClients() {
        clients.clear();
    }

    /** Signs a user in anew. */
    public PageClient signIn(String user) {
        PageClient client = nobody();
        client.signIn(user, password(user));
        return client;
    }

    /** Returns a client that is not signed in. */
    public PageClient nobody() {
        return new PageClient(url());
    }

    /** Returns a way to store legs, of which the gateway makes calls. */
    public StoredLegs legs() {
        return new StoredLegs(replica);
    }

    public SettableClock clock() {
        return clock;
    }

    public <T> T bean(Class<T> type) {
        return replica.bean(type);
    }

    /** Returns the address of the application's port. */
    public String url() {
        return "http://127.0.0.1:" + bean(Environment.class).getRequiredProperty("local.server.port");
    }

    /** Polls what is due, until nothing is. */
    public void collect() {
        Replica.collect(List.of(replica));
    }

    /** Breaks every connection to the database, as if it were away. */
    public void loseDatabase() {
        replica.kill();
    }

    @Override
    public void close() {
        replica.close();
        if (isFirst) {
            database.close();
        }
    }
}
