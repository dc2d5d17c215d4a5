package io.ucmbilling.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.Application;
import io.ucmbilling.recording.RecordingsSettings.Keep;
import io.ucmbilling.recording.download.UcmDownload;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.store.archive.WantedRecordings.State;
import io.ucmbilling.testing.QuickContext;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.ShelvedFile;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import io.ucmbilling.ucm.site.Fleet;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole gateway before a simulated UCM: what it collects, the archive fetches, by itself. */
class ArchiveIT {
    @TempDir
    Path folder;

    @Test
    void keepsEveryRecordingThatLegsName() throws Exception {
        SettableClock clock = new SettableClock(Instant.parse("2026-06-10T20:00:00Z"));
        Pbx pbx = Pbx.seeded(11)
                .generation(4)
                .zone("America/Chicago")
                .begin(clock.instant().minus(Duration.ofHours(3)))
                .callsPerHour(40)
                .build();
        pbx.advanceTo(clock.instant());
        try (Database database = Database.fresh();
                SimulatedUcm ucm = SimulatedUcm.over(pbx).start();
                ConfigurableApplicationContext gateway = start(database, ucm, clock)) {
            List<ShelvedFile> all = ucm.recapi().shelf().files();
            // Without a sound in it a recording may have been begun just now: it is tried again, for a day.
            List<ShelvedFile> recorded = all.stream()
                    .filter(file -> file.length() > UcmDownload.SILENT_WAVE)
                    .toList();
            assertThat(recorded).hasSizeGreaterThan(5);
            int silent = all.size() - recorded.size();
            RecordingsEndpoint endpoint = gateway.getBean(RecordingsEndpoint.class);
            await().atMost(Duration.ofMinutes(3)).until(() -> {
                clock.advance(Duration.ofSeconds(31));
                Map<State, Long> states = kept(endpoint);
                return states.getOrDefault(State.KEPT, 0L) == recorded.size()
                        && states.getOrDefault(State.WANTED, 0L) == silent;
            });
            ucm.unplug();
            Recordings recordings = gateway.getBean(Recordings.class);
            for (ShelvedFile file : recorded) {
                RecordingName name = RecordingsFixture.monitor(file.name());
                try (Recording recording = recordings
                        .open(gateway.getBean(Fleet.class).site("branch"), name)
                        .orElseThrow()) {
                    assertThat(RecordingsFixture.bytes(recording)).isEqualTo(file.bytes());
                }
            }
            assertThat(Objects.requireNonNull(endpoint.site("branch")).keep()).isEqualTo(Keep.ALL);
            assertThat(endpoint.site("other")).isNull();
        }
    }

    private static Map<State, Long> kept(RecordingsEndpoint endpoint) {
        return Objects.requireNonNull(endpoint.site("branch")).archive();
    }

    private ConfigurableApplicationContext start(Database database, SimulatedUcm ucm, Clock clock) {
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--logging.level.root=warn",
                "--gateway.sites.branch.url=" + ucm.url(),
                "--gateway.sites.branch.username=cdrapi",
                "--gateway.sites.branch.password=cdrapi123",
                "--gateway.sites.branch.time-zone=America/Chicago",
                "--gateway.sites.branch.tls.trust=any",
                "--gateway.recordings.directory=" + folder,
                "--gateway.recordings.sites.branch.keep=ALL"));
        database.properties().forEach((key, value) -> settings.add("--" + key + "=" + value));
        return new SpringApplicationBuilder(Application.class)
                .contextFactory(_ -> new QuickContext())
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean("testClock", Clock.class, () -> clock, definition -> definition.setPrimary(true)))
                .run(settings.toArray(String[]::new));
    }
}
