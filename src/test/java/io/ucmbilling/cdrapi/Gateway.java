package io.ucmbilling.cdrapi;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ucmbilling.access.ApiSessions;
import io.ucmbilling.access.Authentication;
import io.ucmbilling.cdrapi.api.ApiAnswers;
import io.ucmbilling.cdrapi.export.AccessDenials;
import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.cdrapi.page.CdrapiAnswers;
import io.ucmbilling.cdrapi.recapi.RecapiAnswers;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.store.row.StoredLeg;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.testing.Certificates;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The exports alone, over HTTPS on free ports of the loopback interface, without Spring and without a database. */
public final class Gateway implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String USERNAME = "cdrapi";
    static final String PASSWORD = "cdrapi123";
    static final Fleet FLEET =
            new Fleet(List.of(site("branch-a", "America/Chicago"), site("branch-b", "Europe/London")));

    /** Making keys takes a while: one certificate for all. */
    private static final Path PEM = pem();

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExportListeners listeners;

    /** {@code settings} as below {@code gateway.exports}; every export listens on 127.0.0.1 and is enabled unless they say else. */
    Gateway(Legs legs, Clock clock, Map<String, Object> settings) {
        this(legs, new FakeRecordings(), clock, settings);
    }

    Gateway(Legs legs, Recordings recordings, Clock clock, Map<String, Object> settings) {
        CdrapiAnswers cdrapi = new CdrapiAnswers(legs, clock, meters);
        RecapiAnswers recapi = new RecapiAnswers(recordings, clock);
        Authentication authentication = new Authentication(new byte[32], clock);
        AccessDenials denials = new AccessDenials(meters, clock);
        ApiAnswers api = new ApiAnswers(new ApiSessions(new byte[32], clock), denials, cdrapi, recapi);
        ExportAnswers answers = new ExportAnswers(cdrapi, recapi, api);
        listeners = new ExportListeners(
                Exports.check(bind(settings), FLEET),
                exports -> new ExportServlet(exports, authentication, denials, answers),
                denials,
                clock);
        listeners.start();
    }

    /** One export called billing, permitted for the loopback address, with these settings more. */
    static Gateway billing(Legs legs, Object... settings) {
        return new Gateway(legs, Clock.fixed(NOW, ZoneOffset.UTC), billing(settings));
    }

    static Map<String, Object> billing(Object... settings) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of(
                "billing.enabled",
                true,
                "billing.address",
                "127.0.0.1:0",
                "billing.certificate",
                PEM.toString(),
                "billing.username",
                USERNAME,
                "billing.password",
                PASSWORD,
                "billing.permitted-ips",
                "127.0.0.1/255.255.255.255"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i].toString(), settings[i + 1]);
        }
        return all;
    }

    private static Path pem() {
        try {
            Path file = Files.createTempFile("gateway", ".pem");
            file.toFile().deleteOnExit();
            Certificates.Identity identity = Certificates.generate("gateway.example");
            return Files.writeString(file, identity.certificatePem() + identity.keyPem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ExportsSettings bind(Map<String, Object> exports) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        exports.forEach((key, value) -> source.put("gateway.exports." + key, value));
        return new Binder(source).bindOrCreate("gateway.exports", ExportsSettings.class);
    }

    int port(String export) {
        return listeners.listener(export).port();
    }

    int port() {
        return port("billing");
    }

    /** Connections that the gateway closed for that reason. */
    double closed(String reason) {
        return meters.get("gateway.exports.connections.closed")
                .tag("reason", reason)
                .counter()
                .count();
    }

    /** Connections open now. */
    double connections() {
        return meters.get("gateway.exports.connections").gauge().value();
    }

    ExportListeners listeners() {
        return listeners;
    }

    double count(String outcome) {
        return count("gateway.cdrapi.requests", outcome);
    }

    double count(String meter, String outcome) {
        return meters.find(meter).tag("outcome", outcome).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    /** One export called billing without authentication, of branch-a alone. */
    static Gateway open(Legs legs, Object... settings) {
        Map<String, Object> all = billing(settings);
        all.put("billing.username", "");
        all.putIfAbsent("billing.sites", "branch-a");
        return new Gateway(legs, Clock.fixed(NOW, ZoneOffset.UTC), all);
    }

    /** The same with recordings, and no legs. */
    static Gateway open(Recordings recordings, Object... settings) {
        Map<String, Object> all = billing(settings);
        all.putIfAbsent("billing.sites", "branch-a");
        if (!List.of(settings).contains("billing.username")) {
            all.put("billing.username", "");
        }
        return new Gateway(new FakeLegs(List.of()), recordings, Clock.fixed(NOW, ZoneOffset.UTC), all);
    }

    @Override
    public void close() {
        listeners.stop();
    }

    static Site site(String id, String zone) {
        return new Site(
                id,
                URI.create("https://ucm." + id + ".example:8443"),
                Site.Api.LEGACY,
                Format.JSON,
                "",
                "",
                ZoneId.of(zone),
                null,
                null,
                Duration.ofSeconds(60),
                Duration.ofHours(2),
                new Site.Tls(Site.Trust.ANY, null, null, false),
                new Site.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 20, 2),
                Map.of("trunk_1", "CallCenterTrunk"),
                null);
    }

    /** The three records of the guide, each an item, kept for branch-a with numbers from 1001. */
    static List<List<StoredLeg>> guide() {
        List<CdrRecord> records = records("guide-example.json");
        return Stream.iterate(0, i -> i < records.size(), i -> i + 1)
                .map(i -> List.of(leg(1001 + i, records.get(i))))
                .toList();
    }

    /** An export called billing of these sites, as configured. */
    public static Export export(String sites) {
        Map<String, Object> settings = Map.of("billing.enabled", true, "billing.sites", sites);
        return Exports.check(bind(settings), FLEET).getFirst().exports().getFirst();
    }

    public static List<CdrRecord> records(String sample) {
        try {
            List<PageEntry> entries = Samples.sample(sample).page().entries();
            return entries.stream().map(CdrRecord.class::cast).toList();
        } catch (Exception e) {
            throw new IllegalStateException(sample, e);
        }
    }

    public static StoredLeg leg(long number, CdrRecord record) {
        return new StoredLeg(number, "branch-a", record, "session", null, null, null, null);
    }
}
