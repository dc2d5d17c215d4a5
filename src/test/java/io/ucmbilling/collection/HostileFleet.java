package io.ucmbilling.collection;

import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.HostileAnswer;
import io.ucmbilling.testing.ucm.HostileAnswer.Site;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A gateway process in 256 MB in front of one honest UCM, site {@value #HONEST}, and hostile ones of each kind, whose
 * export {@code billing} serves the honest one's records.
 */
final class HostileFleet implements AutoCloseable {
    static final String HONEST = "honest";

    /** Most answers are of the first kind: so few rounds play all. */
    private static final int OF_JSON = 4;

    private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private Database database = Database.fresh();
    private final SimulatedUcm honest;
    private final Map<String, SimulatedUcm> hostile = new LinkedHashMap<>();
    private final Map<String, Site> kinds = new LinkedHashMap<>();
    private final List<String> settings = new ArrayList<>();
    private final int management = FreePorts.next();
    private final int export = FreePorts.next();
    private final Path log = Path.of("target", "hostile-answers.log");
    private Process process;

    HostileFleet() throws IOException {
        Files.deleteIfExists(log);
        Instant now = Clock.systemUTC().instant();
        honest = ucm(now.minus(Duration.ofHours(6)), now.minus(Duration.ofHours(2)));
        honest.pbx().callsPerHour(3600);
        settings.addAll(List.of(
                "--management.server.port=" + management,
                "--gateway.collection.hold-back=0s",
                "--gateway.collection.first-backoff=300ms",
                "--gateway.collection.max-backoff=300ms",
                "--gateway.collection.login-backoff=300ms",
                "--gateway.collection.lock-lease=10m",
                "--gateway.exports.billing.enabled=true",
                "--gateway.exports.billing.address=127.0.0.1:" + export,
                "--gateway.exports.billing.permitted-ips[0]=127.0.0.1",
                "--gateway.exports.billing.shape=33",
                "--gateway.exports.billing.sites[0]=" + HONEST));
        site(HONEST, Site.JSON, honest);
        for (Site kind : Site.values()) {
            for (int i = 1; i <= count(kind); i++) {
                String id = kind.name().toLowerCase(Locale.ROOT) + "-" + i;
                SimulatedUcm ucm = ucm(now.minus(Duration.ofHours(2)), now.minus(Duration.ofHours(1)));
                hostile.put(id, ucm);
                kinds.put(id, kind);
                site(id, kind, ucm);
            }
        }
        process = GatewayProcess.start(database, log, JVM, settings);
    }

    private static SimulatedUcm ucm(Instant begin, Instant until) {
        Pbx pbx = Pbx.seeded(9).begin(begin).callsPerHour(60).lateShare(0).build();
        pbx.advanceTo(until);
        return SimulatedUcm.over(pbx).lockAfter(Integer.MAX_VALUE).start();
    }

    private void site(String id, Site kind, SimulatedUcm ucm) {
        String key = "--gateway.sites." + id + ".";
        settings.add(key + "url=" + ucm.url());
        settings.add(key + "username=cdrapi");
        settings.add(key + "password=cdrapi123");
        settings.add(key + "time-zone=" + ucm.pbx().zone());
        settings.add(key + "tls.trust=any");
        settings.add(key + "poll-interval=500ms");
        settings.add(
                key + "since=" + LocalDate.now(Clock.system(ucm.pbx().zone())).minusDays(1));
        settings.add(key + "format=" + kind.format());
        settings.add(key + "api=" + (kind == Site.API ? "HTTPS" : "LEGACY"));
        settings.add(key + "read-timeout=" + (kind == Site.SLOW ? "1s" : "20s"));
        settings.add(key + "answer-timeout=" + (kind == Site.SLOW ? "2s" : "20s"));
    }

    /** The honest site's PBX. */
    Pbx pbx() {
        return honest.pbx();
    }

    int managementPort() {
        return management;
    }

    int exportPort() {
        return export;
    }

    Path log() {
        return log;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Begins anew, with an empty database, if the gateway has ended: its locks would last for a while. */
    void revive() throws IOException {
        answer(List.of());
        if (!process.isAlive()) {
            database.close();
            database = Database.fresh();
            process = GatewayProcess.start(database, log, JVM, settings);
        }
    }

    /** Returns the ids of all, the honest one's too. */
    List<String> sites() {
        List<String> sites = new ArrayList<>(hostile.keySet());
        sites.add(HONEST);
        return sites;
    }

    /** Returns how many hostile sites there are of a kind. */
    static int count(Site kind) {
        return kind == Site.JSON ? OF_JSON : 1;
    }

    /**
     * Lets hostile sites give these answers, each another one, and all other sites answer as UCMs do.
     *
     * @param answers of each kind at most {@link #count}
     * @return the answers by the ids of the sites that give them
     */
    Map<String, HostileAnswer> answer(Collection<HostileAnswer> answers) {
        List<HostileAnswer> left = new ArrayList<>(answers);
        Map<String, HostileAnswer> given = new LinkedHashMap<>();
        hostile.forEach((id, ucm) -> {
            Optional<HostileAnswer> answer =
                    left.stream().filter(each -> each.site() == kinds.get(id)).findFirst();
            ucm.answerAll(answer.orElse(null));
            answer.ifPresent(each -> {
                left.remove(each);
                given.put(id, each);
            });
        });
        return given;
    }

    /** Lets a hostile site answer as UCMs do. */
    void behave(String site) {
        Objects.requireNonNull(hostile.get(site)).answerAll(null);
    }

    /** Returns the ids of all hostile sites. */
    List<String> hostile() {
        return List.copyOf(hostile.keySet());
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        honest.close();
        hostile.values().forEach(SimulatedUcm::close);
        database.close();
    }
}
