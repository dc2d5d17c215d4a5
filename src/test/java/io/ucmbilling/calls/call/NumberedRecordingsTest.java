package io.ucmbilling.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.store.row.BilledLeg;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recordings of a call and their numbers (rule C8). */
class NumberedRecordingsTest {

    /** C8: of one commit by the epoch in the name, then by name; each base name once. */
    @Test
    void numbersTheRecordingsOfOneCommitByEpochThenName() {
        Call call = new CallDraft()
                .leg(Field.RECORDFILES, "2026-03/b-1772463602.wav@2026-03/a-1772463602.wav@")
                .leg(Field.RECORDFILES, "2026-03/c-1772463601.wav@b-1772463602.wav@")
                .call();

        assertThat(call.recordings())
                .extracting(CallRecording::name)
                .containsExactly("c-1772463601.wav", "a-1772463602.wav", "b-1772463602.wav");
        assertThat(call.recordings()).extracting(CallRecording::number).containsExactly(1, 2, 3);
    }

    /** C8: an earlier commit goes first, whatever the epochs. */
    @Test
    void numbersTheRecordingsOfAnEarlierCommitFirst() {
        List<BilledLeg> late = committed(
                2, new CallDraft().leg(Field.RECORDFILES, "a-1772463601.wav").legs());
        List<BilledLeg> early = committed(
                1, new CallDraft().leg(Field.RECORDFILES, "b-1772463609.wav").legs());

        assertThat(CallDraft.call(List.of(late.getFirst(), early.getFirst())).recordings())
                .extracting(CallRecording::name)
                .containsExactly("b-1772463609.wav", "a-1772463601.wav");
    }

    /** C8: a number once given stays, also where its recording is gone. */
    @Test
    void keepsNumbersOnceGiven() {
        List<BilledLeg> legs = new CallDraft()
                .leg(Field.RECORDFILES, "a-1772463601.wav@b-1772463602.wav@")
                .legs();

        assertThat(CallDraft.call(legs, List.of("b-1772463602.wav", "gone.wav")).recordings())
                .extracting(recording -> recording.number() + " " + recording.name())
                .containsExactly("1 b-1772463602.wav", "3 a-1772463601.wav");
    }

    /** C8: the epoch is the first run of exactly ten digits that begins with 1; without one the start of the leg counts. */
    @ParameterizedTest
    @CsvSource({
        "auto-1772463605-1001-12025550101.wav, 2026-03-02T15:00:05Z",
        "q6500-20255501011-1772463607.wav,     2026-03-02T15:00:07Z",
        "2772463605.wav,                       2026-03-02T15:00:00Z",
        "meeting.wav,                          2026-03-02T15:00:00Z"
    })
    void startsWithTheEpochInItsName(String name, Instant startedAt) {
        assertThat(new CallDraft().leg(Field.RECORDFILES, name).call().recordings())
                .containsExactly(new CallRecording(1, name, startedAt));
    }

    private static List<BilledLeg> committed(long commit, List<BilledLeg> legs) {
        return legs.stream()
                .map(leg -> new BilledLeg(
                        leg.number(),
                        leg.digest(),
                        commit,
                        leg.raw(),
                        leg.session(),
                        leg.acctId(),
                        leg.start(),
                        leg.startedAt(),
                        leg.answeredAt(),
                        leg.endedAt(),
                        leg.durationSeconds(),
                        leg.billableSeconds(),
                        leg.status(),
                        leg.direction(),
                        leg.kind(),
                        leg.source(),
                        leg.destination()))
                .toList();
    }
}
