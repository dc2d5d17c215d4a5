package io.ucmbilling.calls.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        List<LegDraft> drafts = LegDraft.all();
        for (int i = 0; i < OPERATIONS; i++) {
            List<ReadLeg> page = new ArrayList<>();
            for (int leg = random.nextInt(5); leg >= 0; leg--) {
                LegDraft draft = drafts.get(random.nextInt(drafts.size()));
                page.add(random.nextInt(3) == 0 ? draft.corrected(random) : draft.read());
            }
            keep(page, random.nextBoolean());
            if (random.nextInt(4) == 0) {
                room.follow();
                readFeed();
            }
            if (random.nextInt(10) == 0) {
                room.rollUp();
            }
        }
        room.follow();
        readFeed();

        Map<String, String> calls = calls();
        assertThat(calls).hasSizeGreaterThan(80);
        assertThat(followed).isEqualTo(calls);
        assertThat(room.usage()).isEqualTo(room.usageOfCalls());
        room.rollUp();
        assertThat(room.rollups()).isEqualTo(room.rollupsOfCalls());
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
}
