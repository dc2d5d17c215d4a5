package io.ucmbilling.recording;

import static io.ucmbilling.recording.CacheRoom.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.call.Leg;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.normalisation.UnreadableLegException;
import io.ucmbilling.recording.LegRecordings.OfLeg;
import io.ucmbilling.recording.LegRecordings.State;
import io.ucmbilling.store.archive.WantedRecordings;
import io.ucmbilling.ucm.site.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegRecordingsTest {
    private static final String FIRST = "2025-09/auto-1757927747#1074-12025550118-6400.wav";
    private static final String SECOND = "2025-09/auto-1757927790-1071-12025550118.wav";
    private static final String CALL = "auto-1757927748-12025550118-1074.wav";

    @TempDir
    Path folder;

    private CacheRoom room;
    private FakeTable table;
    private FoundLegRecordings recordings;

    @BeforeEach
    void open() {
        room = CacheRoom.on(folder);
        table = new FakeTable();
        recordings = new FoundLegRecordings(room.recordings, room.finder, table);
    }

    @AfterEach
    void close() {
        room.close();
    }

    /** From 12025550118 to 1074, at 2025-09-15T09:15:47Z, for a minute. */
    private static Leg leg(String recordfiles, String callee) throws UnreadableLegException {
        CdrRecord record = new CdrRecord.Builder()
                .set(Field.ACCT_ID, "1")
                .set(Field.UNIQUEID, "1757927747.12")
                .set(Field.START, "2025-09-15 04:15:47")
                .set(Field.ANSWER, "2025-09-15 04:15:48")
                .set(Field.END, "2025-09-15 04:16:47")
                .set(Field.DURATION, "60")
                .set(Field.BILLSEC, "59")
                .set(Field.DISPOSITION, "ANSWERED")
                .set(Field.SRC, "12025550118")
                .set(Field.DST, callee)
                .set(Field.RECORDFILES, recordfiles)
                .build();
        return new LegReader(new PbxProfile(FakeUcm.SITE.timeZone(), null, Map.of())).read(record);
    }

    private List<State> states(String recordfiles) throws UnreadableLegException {
        return recordings.of(FakeUcm.SITE, leg(recordfiles, "1074"), true).stream()
                .map(OfLeg::state)
                .toList();
    }

    private List<OfLeg> listed(String callee) throws UnreadableLegException {
        return recordings.of(FakeUcm.SITE, leg("", callee), false);
    }

    @Test
    void areThoseThatTheRecordNamesInItsOrder() throws Exception {
        assertThat(recordings.of(FakeUcm.SITE, leg(FIRST + "@" + SECOND + "@", "1074"), true))
                .extracting(ofLeg -> ofLeg.name().file())
                .containsExactly(FIRST, SECOND);
        assertThat(recordings.of(FakeUcm.SITE, leg("", "1074"), true)).isEmpty();
    }

    @Test
    void areAvailableCachedOrMissing() throws Exception {
        room.ucm.files.put("monitor/" + FIRST, noise(100, 1));
        assertThat(states(FIRST + "@" + SECOND + "@")).containsExactly(State.AVAILABLE, State.MISSING);
        room.read(FIRST);
        room.ucm.away = FaultKind.UNREACHABLE;
        assertThat(states(FIRST + "@" + SECOND + "@")).containsExactly(State.CACHED, State.MISSING);
        room.clock.advance(Duration.ofMinutes(2));
        assertThat(states(FIRST + "@" + SECOND + "@")).containsExactly(State.CACHED, State.UNREACHABLE);
    }

    @Test
    void areMissingWithoutAskingWhereTheArchiveHasGivenThemUp() throws Exception {
        table.givenUp(
                "branch-a",
                new WantedRecordings.Wanted("monitor", FIRST, CacheRoom.NOW, 5),
                WantedRecordings.State.MISSING);
        assertThat(states(FIRST)).containsExactly(State.MISSING);
        assertThat(room.ucm.opened).isEmpty();
    }

    @Test
    void ofAGuideAgeLegAreThoseListedInsideItsTimeBetweenItsParties() throws Exception {
        room.ucm.listings.put(
                "monitor",
                "Directory,Filename\nmonitor," + CALL + "\n"
                        + "monitor,auto-1757927748-12025550119-1074.wav\n"
                        + "monitor,auto-1757927748-12025550118-1075.wav\n"
                        + "monitor,auto-1757927900-12025550118-1074.wav\n");
        assertThat(listed("1074")).containsExactly(new OfLeg(CacheRoom.monitor(CALL), State.AVAILABLE));
        room.ucm.away = FaultKind.UNREACHABLE;
        assertThat(listed("1074")).containsExactly(new OfLeg(CacheRoom.monitor(CALL), State.UNREACHABLE));
    }

    @Test
    void ofAGuideAgeConferenceAreThoseOfItsRoom() throws Exception {
        String name = "meetme-conf-rec-6300-1757927750.3-0.wav";
        room.ucm.listings.put(
                "meetme", "Directory,Filename\nmeetme," + name + "\nmeetme,meetme-conf-rec-6301-1757927750.3-0.wav\n");
        assertThat(listed("6300")).containsExactly(new OfLeg(new RecordingName("meetme", name), State.AVAILABLE));
    }

    @Test
    void areShownWithoutWholeNumbers() {
        assertThat(RecordingsEndpoint.masked(FIRST)).isEqualTo("2025-09/auto-1757927747#1074-…18-6400.wav");
    }
}
