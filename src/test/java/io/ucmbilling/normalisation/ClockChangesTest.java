package io.ucmbilling.normalisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.call.Leg;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** N1: calls as they were, stamped by the wall clock, read back as they were, whatever the clock does meanwhile. */
class ClockChangesTest {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int CALLS = 3_000;

    /** From its start to its answer and to its end, in seconds since 1970. */
    private record TrueCall(long start, long answer, long end) {
        static TrueCall at(SplittableRandom random, Instant change) {
            long start = change.getEpochSecond() + random.nextLong(-3 * 3600, 3 * 3600);
            long answer = start + random.nextLong(0, 300);
            return new TrueCall(start, answer, answer + random.nextLong(0, random.nextBoolean() ? 600 : 4 * 3600));
        }

        /** UCMs cut to whole seconds after subtracting: a second may lack. */
        CdrRecord record(ZoneId zone, int cut) {
            return new CdrRecord.Builder()
                    .set(Field.ACCT_ID, "1")
                    .set(Field.UNIQUEID, start + ".1")
                    .set(Field.START, stamp(start, zone))
                    .set(Field.ANSWER, stamp(answer, zone))
                    .set(Field.END, stamp(end, zone))
                    .set(Field.DURATION, Long.toString(Math.max(0, end - start - cut)))
                    .set(Field.BILLSEC, Long.toString(Math.max(0, end - answer - cut)))
                    .set(Field.DISPOSITION, "ANSWERED")
                    .build();
        }

        private static String stamp(long second, ZoneId zone) {
            return STAMP.format(Instant.ofEpochSecond(second).atZone(zone));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "America/Chicago, 2026-01-01, 1",
        "America/Chicago, 2026-06-01, 2",
        "Europe/London, 2026-01-01, 3",
        "Europe/London, 2026-06-01, 4",
        "Australia/Lord_Howe, 2026-01-01, 5",
        "Australia/Lord_Howe, 2026-06-01, 6",
        "America/Santiago, 2026-01-01, 7",
        "America/Santiago, 2026-06-01, 8",
        "Africa/Casablanca, 2026-01-01, 9",
        "Asia/Beirut, 2026-06-01, 10",
        "Europe/Moscow, 2014-06-01, 11",
        "Pacific/Apia, 2011-12-01, 12",
        "America/Caracas, 2016-01-01, 13",
        "Asia/Pyongyang, 2015-01-01, 14"
    })
    void aCallReadsBackAsItWas(ZoneId zone, String before, long seed) throws Exception {
        ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.parse(before + "T00:00:00Z"));
        SplittableRandom random = new SplittableRandom(seed);
        LegReader reader = new LegReader(new PbxProfile(zone, null, Map.of()));
        for (int i = 0; i < CALLS; i++) {
            TrueCall call = TrueCall.at(random, change.getInstant());
            Leg leg = reader.read(call.record(zone, random.nextInt(2)));
            assertThat(new TrueCall(second(leg.startedAt()), second(leg.answeredAt()), second(leg.endedAt())))
                    .isEqualTo(call);
        }
    }

    private static long second(@Nullable Instant instant) {
        return instant == null ? -1 : instant.getEpochSecond();
    }

    /** A stamp that never was, by a PBX that put its clock forward late, reads as if the clock had not been put forward. */
    @ParameterizedTest
    @CsvSource({"America/Chicago, 2026-03-08 02:30:00, -06:00", "Australia/Lord_Howe, 2026-10-04 02:15:00, +10:30"})
    void aStampThatNeverWasReadsByTheOffsetBefore(ZoneId zone, String stamp, String offset) throws Exception {
        CdrRecord record = Records.guideAge().set(Field.START, stamp).build();
        Leg leg = new LegReader(new PbxProfile(zone, null, Map.of())).read(record);
        assertThat(leg.startedAt()).isEqualTo(leg.start().toInstant(ZoneOffset.of(offset)));
    }
}
