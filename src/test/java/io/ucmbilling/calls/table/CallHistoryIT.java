package io.ucmbilling.calls.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.RecordTimes;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.normalisation.UnreadableLegException;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.testing.Seeds;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Legs come in any order, again, corrected, and with a session that they did not have: calls made as they come are those that
 * are made of all legs at once, usage is what the calls add up to, and a follower of the feed ends with exactly them.
 */
@Tag(Seeds.TAG)
class CallHistoryIT {
    private static final int OPERATIONS = 120;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final CallRoom room = new CallRoom();

    /** What a follower of the feed knows, by id. */
    private final Map<String, String> followed = new HashMap<>();

    private final Map<String, Integer> versions = new HashMap<>();
    private long next;

    @AfterEach
    void close() {
        room.close();
    }

    static Stream<Long> seeds() {
        return Seeds.orElse(1, 2, 3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void makesTheCallsThatAllLegsMakeAtOnce(long seed) throws Exception {
        Random random = new Random(seed);
        List<Draft> drafts = drafts();
        for (int i = 0; i < OPERATIONS; i++) {
            List<ReadLeg> page = new ArrayList<>();
            for (int leg = random.nextInt(5); leg >= 0; leg--) {
                Draft draft = drafts.get(random.nextInt(drafts.size()));
                page.add(random.nextInt(3) == 0 ? draft.corrected(random) : draft.read());
            }
            keep(page, random.nextBoolean());
            if (random.nextInt(4) == 0) {
                room.follow();
                readFeed();
            }
        }
        room.follow();
        readFeed();

        Map<String, String> calls = calls();
        assertThat(calls).hasSizeGreaterThan(80);
        assertThat(followed).isEqualTo(calls);
        assertThat(room.usage()).isEqualTo(room.usageOfCalls());
        assertThat(room.one("SELECT sum(legs) FROM call", Long.class))
                .as("each leg is in one call")
                .isEqualTo(room.one("SELECT count(*) FROM leg", Long.class));
        List<String> feed = room.feed();
        room.readAllLegsOnceMore();
        assertThat(room.feed()).as("nothing has changed").isEqualTo(feed);
        room.makeAnew();
        assertThat(calls()).isEqualTo(calls);
    }

    private void keep(List<ReadLeg> page, boolean other) {
        if (other) {
            room.store.keepOther(page.toArray(ReadLeg[]::new));
        } else {
            room.store.keep(page);
        }
    }

    /** Follows from where it stands: a version never comes after a higher one, nor twice. */
    private void readFeed() {
        room.store
                .jdbc
                .sql("SELECT * FROM (SELECT place, id::text AS id, version, " + content()
                        + " AS content FROM call UNION ALL SELECT place, id::text, version, NULL FROM call_removed) AS"
                        + " f WHERE place > ? ORDER BY place")
                .param(next)
                .query(row -> {
                    String id = row.getString("id");
                    assertThat(row.getInt("version")).isGreaterThan(versions.getOrDefault(id, 0));
                    versions.put(id, row.getInt("version"));
                    next = row.getLong("place");
                    if (row.getString("content") == null) {
                        followed.remove(id);
                    } else {
                        followed.put(id, row.getString("content"));
                    }
                });
    }

    /** Numbers of recordings depend on the order of the commits, so they are left out. */
    private static String content() {
        return "(to_jsonb(call) - '{place,version,changed_at,digest,recordings,recording_starts}'::text[])::text";
    }

    private Map<String, String> calls() {
        Map<String, String> calls = new HashMap<>();
        room.store
                .jdbc
                .sql("SELECT id::text AS id, " + content() + " AS content FROM call")
                .query(row -> {
                    calls.put(row.getString("id"), row.getString("content"));
                });
        return calls;
    }

    private static List<Draft> drafts() throws Exception {
        List<Draft> drafts = new ArrayList<>();
        for (Samples.Sample sample : Samples.withLegs().toList()) {
            if (sample.format() == Format.JSON) {
                LegReader reader =
                        new LegReader(new PbxProfile(sample.zoneId(), sample.model(), Map.of("trunk_1", "A")));
                for (var entry : sample.page().entries()) {
                    drafts.add(new Draft((CdrRecord) entry, reader, sample.zoneId()));
                }
            }
        }
        return drafts;
    }

    /** A record of a sample and how its PBX reads it. */
    private record Draft(CdrRecord record, LegReader reader, ZoneId zone) {
        ReadLeg read() throws UnreadableLegException {
            return read(record);
        }

        private ReadLeg read(CdrRecord given) throws UnreadableLegException {
            return new ReadLeg(given, reader.read(given));
        }

        /** The same record with another value, or from a firmware that gives it a session. */
        ReadLeg corrected(Random random) throws UnreadableLegException {
            CdrRecord.Builder other = new CdrRecord.Builder().from(record);
            switch (random.nextInt(7)) {
                case 0 -> other.set(Field.ACCOUNTCODE, "" + random.nextInt(3));
                case 1 -> other.set(Field.BILLSEC, "" + random.nextInt(60));
                case 2 -> other.set(Field.DISPOSITION, random.nextBoolean() ? "BUSY" : "NO ANSWER");
                case 3 -> other.set(Field.RECORDFILES, "2026-03/auto-17724636" + random.nextInt(10, 99) + ".wav@");
                case 4 -> earlier(other, random);
                default -> withSession(other);
            }
            return read(other.build());
        }

        /** Another leg of the call, which started before it: the call moves to another quarter of an hour. */
        private void earlier(CdrRecord.Builder other, Random random) {
            LocalDateTime start = Objects.requireNonNull(RecordTimes.wallClock(record.text(Field.START)));
            other.set(Field.ACCT_ID, "9" + record.text(Field.ACCT_ID))
                    .set(Field.START, STAMP.format(start.minusMinutes(random.nextInt(40))));
        }

        private void withSession(CdrRecord.Builder other) {
            if (record.text(Field.SESSION).isEmpty()) {
                String uniqueid = record.text(Field.UNIQUEID);
                other.set(Field.SESSION, uniqueid.replace(".", "") + "-s");
                other.set(Field.SRC_TRUNK_NAME, "");
                other.set(Field.DST_TRUNK_NAME, "");
            }
        }
    }
}
