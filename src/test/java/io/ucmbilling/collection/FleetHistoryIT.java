package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.Seeds;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Virtual weeks of a fleet that does everything wrong, two gateways, one of them killed again and again, and a database
 * that goes away: what is served in the end is what the UCMs ever showed. {@code -Dseed=…} plays one.
 */
@Tag(Seeds.TAG)
class FleetHistoryIT {
    private static final Duration HISTORY = Duration.ofDays(9);

    /**
     * Each history meets a change of clocks: Chicago's spring, Europe's spring with Santiago's and Sydney's autumn, …
     */
    private static Instant begin(long seed) {
        List<String> begins = List.of("2026-03-04T00:00:00Z", "2026-03-27T00:00:00Z", "2026-10-23T00:00:00Z");
        return Instant.parse(begins.get(Math.floorMod(seed, begins.size())));
    }

    /** Side by side, since each waits a good part of its time: for leases to run out, and for UCMs that do not answer. */
    @Test
    void servesWhatTheFleetEverShowed() throws Exception {
        List<Long> seeds = Seeds.orElse(1, 2, 3).toList();
        LoggerFactory.getILoggerFactory(); // what logs first sets up the log, which threads side by side cannot
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Void>> histories =
                    seeds.stream().map(seed -> threads.submit(() -> play(seed))).toList();
            for (int i = 0; i < seeds.size(); i++) {
                Future<Void> history = histories.get(i);
                assertThatCode(history::get).as("seed %d", seeds.get(i)).doesNotThrowAnyException();
            }
        }
    }

    private static Void play(long seed) throws Exception {
        Instant begin = begin(seed);
        SettableClock clock = new SettableClock(begin.plus(Duration.ofDays(2)));
        try (Database.Own postgres = Database.own();
                SimulatedFleet fleet = new SimulatedFleet(seed, begin, 5)) {
            new History(seed, clock, postgres, fleet, begin).run();
        }
        return null;
    }

    private static final class History {
        private final Random random;
        private final SettableClock clock;
        private final Database.Own postgres;
        private final SimulatedFleet fleet;
        private final Instant begin;
        private final List<Replica> replicas = new ArrayList<>();

        History(long seed, SettableClock clock, Database.Own postgres, SimulatedFleet fleet, Instant begin) {
            this.random = new Random(~seed);
            this.clock = clock;
            this.postgres = postgres;
            this.fleet = fleet;
            this.begin = begin;
        }

        void run() throws Exception {
            fleet.advanceTo(clock.instant());
            fleet.misbehave(0.04);
            replicas.add(start());
            replicas.add(start());
            try {
                live();
                settle();
                for (SimulatedFleet.Member member : fleet.members()) {
                    compare(member);
                }
                replicas.forEach(this::equationHolds);
            } finally {
                replicas.forEach(Replica::close);
            }
        }

        private Replica start() throws IOException {
            return Replica.start(postgres.database(), clock, fleet.settings(begin, FreePorts.next()));
        }

        private void live() throws Exception {
            Instant end = begin.plus(HISTORY);
            boolean outage = false;
            while (clock.instant().isBefore(end)) {
                clock.advance(Duration.ofMinutes(20 + random.nextInt(320)));
                fleet.advanceTo(clock.instant());
                fleet.happen(clock.instant(), this::stored);
                if (random.nextInt(10) == 0) {
                    replaceKilled();
                }
                if (!outage && clock.instant().isAfter(begin.plus(HISTORY.dividedBy(2)))) {
                    outage = true;
                    outage();
                }
                pollAwhile(4);
            }
        }

        /** The legs of a member that the gateway has stored as they were given. */
        private Predicate<CdrRecord> stored(SimulatedFleet.Member member) {
            Set<@Nullable String> stored = JdbcClient.create(postgres.database().dataSource())
                    .sql("""
                        SELECT concat_ws('|', acct_id, uniqueid, channel, dstchannel, lastdata, duration, billsec, disposition)
                        FROM leg JOIN site ON site.id = leg.site WHERE site.name = ?\
                        """)
                    .param(member.id())
                    .query(String.class)
                    .set();
            return leg -> stored.contains(Stream.of(
                            Field.ACCT_ID,
                            Field.UNIQUEID,
                            Field.CHANNEL,
                            Field.DSTCHANNEL,
                            Field.LASTDATA,
                            Field.DURATION,
                            Field.BILLSEC,
                            Field.DISPOSITION)
                    .map(leg::text)
                    .collect(Collectors.joining("|")));
        }

        private void pollAwhile(int times) {
            for (int i = 0; i < times; i++) {
                Replica.collect(random.nextBoolean() ? replicas : replicas.reversed());
                clock.advance(Duration.ofSeconds(70));
            }
        }

        /** Killed while it collects: the turns that were started break wherever they are. */
        private void replaceKilled() throws Exception {
            Replica victim = replicas.remove(random.nextInt(replicas.size()));
            victim.tick();
            victim.kill();
            victim.close();
            replicas.add(start());
            awaitLeases();
        }

        /** The dead hold their sites for a second of real time, in which virtual weeks would go by. */
        private void awaitLeases() {
            JdbcClient sql = JdbcClient.create(postgres.database().dataSource());
            await().ignoreExceptions()
                    .until(() -> sql.sql("SELECT count(*) FROM shedlock WHERE lock_until > timezone('utc', now())")
                            .query(Integer.class)
                            .single()
                            .equals(0));
            Replica.awaitSpread(replicas);
        }

        private void outage() {
            replicas.forEach(Replica::tick);
            postgres.stop();
            Replica.collect(replicas);
            clock.advance(Duration.ofSeconds(30));
            Replica.collect(replicas);
            postgres.start();
            awaitLeases();
            clock.advance(Duration.ofSeconds(30));
        }

        /** The faults end, nobody calls any more but who is still on the line, and the sweeps get their time. */
        private void settle() {
            fleet.behave();
            fleet.advanceTo(clock.instant().plus(Duration.ofHours(5)));
            clock.advance(Duration.ofHours(5));
            for (int i = 0; i < 10; i++) {
                clock.advance(Duration.ofHours(3));
                pollAwhile(2);
            }
        }

        private void compare(SimulatedFleet.Member member) throws Exception {
            List<String> served = Served.by(replicas.getFirst(), exportOf(member)).stream()
                    .map(FleetHistoryIT::line)
                    .toList();
            List<String> missing = new ArrayList<>(
                    member.pbx().everShown().stream().map(FleetHistoryIT::line).toList());
            List<String> surplus = new ArrayList<>();
            int shown = missing.size();
            served.forEach(leg -> {
                if (!missing.remove(leg)) {
                    surplus.add(leg);
                }
            });
            System.out.printf("%s: %d legs shown, %d served%n", member.id(), shown, served.size());
            assertThat(missing).as("lost of %s", member.id()).isEmpty();
            assertThat(surplus).as("doubled or altered of %s", member.id()).isEmpty();
        }

        private String exportOf(SimulatedFleet.Member member) {
            return "https://" + replicas.getFirst().setting("gateway.exports." + member.id() + ".address") + "/"
                    + member.id();
        }

        private void equationHolds(Replica replica) {
            for (SimulatedFleet.Member member : fleet.members()) {
                double sum = replica.counter("stored", member.id())
                        + replica.counter("unchanged", member.id())
                        + replica.counter("quarantined", member.id());
                assertThat(sum).isEqualTo(replica.counter("received", member.id()));
            }
        }
    }

    /** A leg's fields as shape 44 serves them: with the fallbacks of contract S4. */
    private static String line(CdrRecord leg) {
        StringBuilder line = new StringBuilder();
        for (Field field : Field.values()) {
            String value = leg.get(field);
            if (value == null) {
                value = switch (field) {
                    case SESSION -> leg.text(Field.UNIQUEID);
                    case CHANEXT -> leg.text(Field.CHANNEL_EXT);
                    case DSTCHANEXT -> leg.text(Field.DSTCHANNEL_EXT);
                    default -> "";
                };
            }
            line.append(value).append('|');
        }
        return line.toString();
    }
}
