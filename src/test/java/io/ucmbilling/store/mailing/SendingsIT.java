package io.ucmbilling.store.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.mailing.Sending.SendingState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Report contract R3: a period is sent exactly once. */
class SendingsIT {
    private static final Instant AT = Instant.parse("2026-03-10T06:00:00Z");
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);

    /** As the release before writes it: it knows the first day of a period alone. */
    private static final String OF_OLD_REPLICA = """
        INSERT INTO mailing_sending (id, mailing, occasion, from_day, to_day, due_at, state, message_id, recipients, next_try_at)
        SELECT gen_random_uuid(), id, :from::date::text, :from::date, :from::date + :days, now(), 'WAITING', '<old@example.com>',
               recipients, now()
        FROM mailing
        ON CONFLICT (mailing, occasion) DO NOTHING\
        """;

    private final StoreRoom room = new StoreRoom();
    private final Mailings mailings = room.store.bean(Mailings.class);
    private final Sendings sendings = room.store.bean(Sendings.class);
    private final UUID mailing = UUID.randomUUID();

    @BeforeEach
    void make() {
        mailings.save(
                new Mailing(
                        mailing,
                        "Sales",
                        true,
                        MailingPeriod.DAILY,
                        1,
                        LocalTime.of(6, 0),
                        ZoneOffset.UTC,
                        List.of("a@example.com"),
                        "",
                        MailedFiles.CSV,
                        MailedRecordings.NONE,
                        "anna",
                        null,
                        AT),
                AT);
    }

    @AfterEach
    void close() {
        room.close();
    }

    private void plan(int days) {
        plan(days, AT);
    }

    private void plan(int days, Instant due) {
        sendings.plan(
                mailing,
                List.of(new PlannedSending(mailing, false, FIRST, FIRST.plusDays(days), due, "<a@example.com>")),
                due);
    }

    private void planOnOldReplica(int days) {
        room.jdbc
                .sql(OF_OLD_REPLICA)
                .param("from", FIRST.toString())
                .param("days", days)
                .update();
    }

    private List<Integer> lengths() {
        return sendings.history(mailing, 100).stream()
                .map(sending -> sending.from().until(sending.to()).getDays())
                .sorted()
                .toList();
    }

    /** The week and the month begin on a day that was mailed, and are periods of their own. */
    @Test
    void plansAPeriodThoughAnotherOneBeginsOnItsFirstDay() {
        plan(1);
        plan(7);
        plan(29);
        plan(7);

        assertThat(lengths()).containsExactly(1, 7, 29);
    }

    /** The setting was moved from 06:00 to 07:00. */
    @Test
    void plansNoPeriodTwiceThoughItIsDueLaterNow() {
        plan(1);
        plan(7);
        plan(1, AT.plus(Duration.ofHours(1)));
        plan(7, AT.plus(Duration.ofHours(1)));

        assertThat(lengths()).containsExactly(1, 7);
    }

    @Test
    void plansNoPeriodBesideAReplicaOfTheReleaseBefore() {
        planOnOldReplica(1);
        plan(1);
        plan(7);
        planOnOldReplica(1);
        planOnOldReplica(7);

        assertThat(lengths()).containsExactly(1, 7);
    }

    @Test
    void letsNoReplicaOfTheReleaseBeforePlanAPeriodAgain() {
        plan(7);
        planOnOldReplica(7);
        plan(1);
        planOnOldReplica(1);

        assertThat(lengths()).containsExactly(1, 7);
    }

    /** Two replicas plan at one time, one of them by the setting as it was. */
    @Test
    void losesNoPeriodIfReplicasPlanDifferentOnesAtOneTime() throws Exception {
        List<Callable<Object>> plans = IntStream.range(0, 20)
                .mapToObj(i -> Executors.callable(() -> plan(i % 2 == 0 ? 1 : 7)))
                .toList();
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> planned : replicas.invokeAll(plans)) {
                planned.get();
            }
        }

        assertThat(lengths()).containsExactly(1, 7);
    }

    @Test
    void plansWhatIsAskedForBesideThePeriod() {
        PlannedSending asked = new PlannedSending(mailing, true, FIRST, FIRST.plusDays(1), AT, "<b@example.com>");
        plan(1);
        sendings.plan(asked);
        sendings.plan(asked);

        assertThat(lengths()).containsExactly(1, 1, 1);
    }

    @Test
    void countsWhatNobodyWantsAnyMoreAsNoFailure() {
        plan(1);
        Sending claimed =
                sendings.claim(AT.plusSeconds(1), Duration.ofMinutes(10)).orElseThrow();
        sendings.failed(claimed, "refused", AT.plusSeconds(2), AT.plusSeconds(3));
        assertThat(sendings.counts(AT).failing()).isEqualTo(1);

        Sending again =
                sendings.claim(AT.plusSeconds(4), Duration.ofMinutes(10)).orElseThrow();
        sendings.ended(again, "off", AT.plusSeconds(5));

        assertThat(sendings.counts(AT)).isEqualTo(new Sendings.SendingCounts(0, 0));
        assertThat(sendings.history(mailing, 1))
                .extracting(Sending::state, Sending::failure)
                .containsExactly(tuple(SendingState.FAILED, "off"));
    }
}
