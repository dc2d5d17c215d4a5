package io.ucmbilling.recording.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.recording.FakeTable;
import io.ucmbilling.recording.FakeUcm;
import io.ucmbilling.recording.RecordingsFixture;
import io.ucmbilling.recording.standing.RecordingStandings.NamedRecording;
import io.ucmbilling.store.archive.WantedRecordings.State;
import io.ucmbilling.store.archive.WantedRecordings.Wanted;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.UcmFault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Billing contract B2: recordings' states, known without asking a UCM. */
class RecordingStandingsTest {
    private static final String NAME = "auto-1777878100-1001-1002.wav";

    @TempDir
    Path folder;

    private final FakeTable table = new FakeTable();
    private RecordingsFixture fixture;
    private RecordingStandings standings;

    @BeforeEach
    void begin() {
        fixture = RecordingsFixture.on(folder);
        standings = new RecordingStandings(new Fleet(List.of(FakeUcm.SITE)), fixture.cache, fixture.outcomes, table);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private RecordingStanding of(String name) {
        NamedRecording recording = new NamedRecording("branch-a", name);
        return standings.of(Set.of(recording)).getOrDefault(recording, RecordingStanding.UNKNOWN);
    }

    private static Wanted wanted(String name) {
        return new Wanted("monitor", name, Instant.EPOCH, 0);
    }

    @Test
    void knowsNothingBeforeItIsAsked() {
        assertThat(of(NAME)).isEqualTo(RecordingStanding.UNKNOWN);
        assertThat(of("not a name that may be asked for.wav")).isEqualTo(RecordingStanding.UNKNOWN);
        assertThat(standings.of(Set.of(new NamedRecording("gone", NAME)))).isEmpty();
        assertThat(fixture.ucm.opened).isEmpty();
    }

    @Test
    void knowsWhatTheCacheHas() throws Exception {
        fixture.ucm.files.put("monitor/2026-05/" + NAME, RecordingsFixture.wave(500, 500));
        fixture.read("2026-05/" + NAME);

        assertThat(of(NAME)).isEqualTo(RecordingStanding.CACHED);
    }

    @Test
    void remembersWhatWasMissing() throws Exception {
        assertThat(fixture.open("2026-05/" + NAME)).isEmpty();
        assertThat(of(NAME)).isEqualTo(RecordingStanding.MISSING);

        fixture.clock.advance(RecordingOutcomes.REMEMBERED_FOR);
        assertThat(of(NAME)).isEqualTo(RecordingStanding.UNKNOWN);
    }

    @Test
    void remembersThatTheUcmWasAway() {
        fixture.ucm.away = FaultKind.UNREACHABLE;

        assertThatThrownBy(() -> fixture.open(NAME)).isInstanceOf(UcmFault.class);
        assertThat(of(NAME)).isEqualTo(RecordingStanding.UNREACHABLE);
    }

    /** The archive's names have the month folder, the calls' do not. */
    @Test
    void knowsWhatTheArchiveHasNoted() {
        Map<String, RecordingStanding> expected = Map.of(
                "auto-1777878101-1-2.wav", RecordingStanding.UNKNOWN,
                "auto-1777878102-1-2.wav", RecordingStanding.AVAILABLE,
                "auto-1777878103-1-2.wav", RecordingStanding.MISSING,
                "auto-1777878104-1-2.wav", RecordingStanding.UNREACHABLE);
        expected.keySet().forEach(name -> table.want("branch-a", List.of(wanted("2026-05/" + name)), Instant.EPOCH));
        table.kept("branch-a", wanted("2026-05/auto-1777878102-1-2.wav"), 1, new byte[32], Instant.EPOCH);
        table.givenUp("branch-a", wanted("2026-05/auto-1777878103-1-2.wav"), State.MISSING);
        table.givenUp("branch-a", wanted("2026-05/auto-1777878104-1-2.wav"), State.BROKEN);

        assertThat(expected).allSatisfy((name, standing) -> assertThat(of(name)).isEqualTo(standing));
    }

    /** A page of calls: one look at the archive, none at a UCM. */
    @Test
    void looksOnceForAThousand() {
        Set<NamedRecording> page = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            page.add(new NamedRecording("branch-a", "auto-" + (1_777_878_100 + i) + "-1-2.wav"));
        }
        standings.of(page);

        assertThat(table.stateLooks).isEqualTo(1);
        assertThat(fixture.ucm.opened).isEmpty();
    }
}
