package io.ucmbilling.recording.name;

import static io.ucmbilling.recording.RecordingsFixture.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.recording.cache.CacheKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidatesTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final String BARE = "auto-1748445679-1051-12025550170.wav";

    private static List<String> of(String file) {
        return Candidates.of(monitor(file), CHICAGO).stream()
                .map(RecordingName::file)
                .toList();
    }

    @Test
    void ofABareNameAreItselfAndItsMonth() {
        assertThat(of(BARE)).containsExactly(BARE, "2025-05/" + BARE);
    }

    @Test
    void ofANameWithItsMonthAreItselfAndTheBareOne() {
        assertThat(of("2025-05/" + BARE)).containsExactly("2025-05/" + BARE, BARE);
    }

    /** 2025-06-01T04:00:00Z is still May in Chicago. */
    @Test
    void nearAMonthsEdgeAreBothMonthsTheOneInTheZoneOfThePbxFirst() {
        assertThat(of("auto-1748750400-1-2.wav"))
                .containsExactly(
                        "auto-1748750400-1-2.wav",
                        "2025-05/auto-1748750400-1-2.wav",
                        "2025-06/auto-1748750400-1-2.wav");
    }

    @Test
    void ofANameWithoutAnEpochIsItselfAlone() {
        assertThat(of("1052-00000038.wav")).containsExactly("1052-00000038.wav");
        assertThat(of("msg0001.wav")).containsExactly("msg0001.wav");
    }

    @Test
    void knowAMonthInTheDirectoryToo() {
        RecordingName listed = new RecordingName("monitor/2025-05", BARE);
        assertThat(Candidates.of(listed, CHICAGO)).containsExactly(listed, monitor(BARE));
        assertThat(Candidates.canonical(listed)).isEqualTo(monitor(BARE));
    }

    /** Names of the fixtures. */
    @ParameterizedTest
    @CsvSource({
        "auto-1748751022-12025550173-1051.wav, 1748751022",
        "2025-09/auto-1757927747#1074-12025550118-6400.wav, 1757927747",
        "2025-07/q6500-1753177383-12025550114.wav, 1753177383",
        "2025-05/1051-1748446339-12025550171.wav, 1748446339",
        "meetme-conf-rec-6300-1411501234.0-0.wav, 1411501234",
    })
    void findTheEpoch(String file, long epoch) {
        assertThat(Candidates.epoch(monitor(file))).contains(Instant.ofEpochSecond(epoch));
    }

    @Property
    void allFormsOfANameAreOneRecordingAndFindItsFile(
            @ForAll @LongRange(min = 1_000_000_000L, max = 4_000_000_000L) long epoch,
            @ForAll("zones") ZoneId zone,
            @ForAll("zones") ZoneId pbx) {
        String bare = "auto-" + epoch + "-1000-12025550101.wav";
        String month = YearMonth.from(LocalDate.ofInstant(Instant.ofEpochSecond(epoch), pbx))
                .toString();
        RecordingName inMonth = monitor(month + "/" + bare);
        assertThat(Candidates.canonical(inMonth)).isEqualTo(Candidates.canonical(monitor(bare)));
        assertThat(Candidates.of(monitor(bare), zone)).contains(inMonth).hasSizeLessThanOrEqualTo(3);
        assertThat(Candidates.of(inMonth, zone)).containsExactly(inMonth, monitor(bare));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("America/Chicago", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "UTC")
                .map(ZoneId::of);
    }

    @Property
    void nameOnlyWhatMayBeAskedForAndKeepNothingOfItInAKey(@ForAll String directory, @ForAll String file) {
        RecordingName.of(directory, file).ifPresent(name -> {
            assertThat(Candidates.of(name, CHICAGO)).allSatisfy(candidate -> {
                assertThat(RecordingName.isPath(candidate.directory())).isTrue();
                assertThat(RecordingName.isPath(candidate.file())).isTrue();
            });
            RecordingName canonical = Candidates.canonical(name);
            CacheKey key = CacheKey.of("branch-a", canonical.directory(), canonical.file());
            assertThat(key.site()).isEqualTo("branch-a");
            assertThat(key.digest()).matches("[0-9a-f]{64}");
        });
    }
}
